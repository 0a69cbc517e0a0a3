package io.pgcause.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the views and the shipped queries say. */
abstract class ExplorationContract extends StoreContract {

  private static final Map<String, String> NOON =
      Map.of("instance", "shop", "since", "2026-01-01 12:00Z", "until", "2026-01-01 12:10Z");

  ExplorationContract(Edition edition) {
    super(edition);
  }

  @Test
  void explainedAlertIsARowPerNodeWithItsNumbers() throws Exception {
    session.update(Samples.ALERT);

    assertThat(session.rows("select step, node_title, evidence from pgcause.alert_explained"))
        .containsExactly(
            "1|idle transaction|{\"postgresql.transaction.max_age{state=idle in transaction} = 90.5"
                + " s at 2026-01-01T12:02:00Z\",\"a / b = 0.5 at 2026-01-01T12:02:00Z\"}",
            "2|sessions blocked|{}");
  }

  @Test
  void latestActivityIsTheNewestSnapshotOfEachInstance() throws Exception {
    session.execute(
        """
        insert into pgcause.metric_instance (at, instance_id, up, in_recovery) values
          ('2026-01-01 12:00Z', 'shop', 1, 0), ('2026-01-01 12:01Z', 'shop', 1, 0),
          ('2026-01-01 12:00Z', 'blog', 0, null);
        insert into pgcause.metric_activity
          (at, instance_id, connection_utilization, session_blocked_count, query_max_age) values
          ('2026-01-01 12:00Z', 'shop', 0.1, 0, 1), ('2026-01-01 12:01Z', 'shop', 0.9, 7, 60);
        insert into pgcause.metric_transaction (at, instance_id, state, transaction_max_age) values
          ('2026-01-01 12:01Z', 'shop', 'active', 60),
          ('2026-01-01 12:01Z', 'shop', 'idle in transaction', 90)
        """);

    assertThat(session.rows("select * from pgcause.latest_activity order by instance_id"))
        .containsExactly(
            "blog|2026-01-01 12:00:00+00|f|||||", "shop|2026-01-01 12:01:00+00|t|f|0.9|7|60|90");
  }

  @Test
  void openAnomalyIsOneThatHasNotEnded() throws Exception {
    session.execute(
        """
        insert into pgcause.anomaly (instance_id, metric, detector, started_at, ended_at, peak_at,
          value, median, spread, score) values
          ('shop', 'postgresql.commits', 'robust-z', '2026-01-01 12:00Z', null,
            '2026-01-01 12:01Z', 10, 900, 100, -8.9),
          ('shop', 'postgresql.commits', 'robust-z', '2026-01-01 11:00Z', '2026-01-01 11:05Z',
            '2026-01-01 11:01Z', 10, 900, 100, -8.9)
        """);

    assertThat(session.rows("select metric, started_at, value, usual from pgcause.open_anomaly"))
        .containsExactly("postgresql.commits|2026-01-01 12:00:00+00|10|900");
  }

  @Test
  void throughputAddsUpTheDatabasesOfAnInstance() throws Exception {
    minute("12:00", "postgresql.commits", "db.namespace=a", 100);
    minute("12:00", "postgresql.commits", "db.namespace=b", 20);
    minute("12:00", "postgresql.wal.lsn", "", 5000);
    minute("12:01", "postgresql.commits", "db.namespace=a", 90);

    assertThat(
            session.rows(
                "select bucket, instance_id, commits, rollbacks, wal_bytes"
                    + " from pgcause.throughput_1m order by bucket"))
        .containsExactly(
            "2026-01-01 12:00:00+00|shop|120||5000", "2026-01-01 12:01:00+00|shop|90||");
  }

  @Test
  void alertsExplainedTellsThePathInOneLine() throws Exception {
    session.update(Samples.ALERT);
    session.update(Samples.ALERT.replace("'a1'", "'a2'").replace("'shop'", "'blog'"));

    assertThat(session.run("alerts-explained", NOON))
        .containsExactly(
            "2026-01-01 12:02:00+00|critical|A transaction blocks 7 sessions."
                + "|idle transaction -> sessions blocked|End session 4711.");
  }

  @Test
  void whatChangedPutsTheSeriesFarthestFromItsHabitFirst() throws Exception {
    session.update(Samples.ALERT);
    minute("11:50", "postgresql.commits", "db.namespace=a", 890);
    minute("11:51", "postgresql.commits", "db.namespace=a", 910);
    minute("12:01", "postgresql.commits", "db.namespace=a", 100);
    minute("11:50", "postgresql.session.blocked.count", "", 0);
    minute("12:01", "postgresql.session.blocked.count", "", 7);
    minute("11:50", "postgresql.connection.max", "", 100);
    minute("12:01", "postgresql.connection.max", "", 100);
    minute("11:20", "postgresql.wal.lsn", "", 1);
    minute("12:30", "postgresql.wal.lsn", "", 9);

    assertThat(session.run("what-changed", Map.of("alert", "a1")))
        .containsExactly(
            "postgresql.session.blocked.count||0|7|20",
            "postgresql.commits|db.namespace=a|900|100|17.77777777777778");
  }

  @Test
  void whereSessionsWaitCountsSnapshotsInWhichNobodyWaited() throws Exception {
    session.execute(
        """
        insert into pgcause.metric_activity (at, instance_id) values
          ('2026-01-01 12:00:00Z', 'shop'), ('2026-01-01 12:00:10Z', 'shop'),
          ('2026-01-01 12:10:00Z', 'shop'), ('2026-01-01 12:00:00Z', 'blog');
        insert into pgcause.metric_wait
          (at, instance_id, wait_type, wait_event, session_wait_count) values
          ('2026-01-01 12:00:00Z', 'shop', 'cpu', '', 3),
          ('2026-01-01 12:00:10Z', 'shop', 'cpu', '', 1),
          ('2026-01-01 12:00:10Z', 'shop', 'Lock', 'relation', 7),
          ('2026-01-01 12:10:00Z', 'shop', 'Lock', 'relation', 99)
        """);

    assertThat(session.run("where-sessions-wait", NOON))
        .containsExactly("Lock|relation|3.5|7", "cpu||2|3");
  }

  @Test
  void whoBlocksNamesSessionsThatHoldAndDoNotWait() throws Exception {
    session.execute(
        """
        insert into pgcause.metric_lock_session (at, instance_id, process_pid, lock_role,
          db_namespace, user_name, application_name, state, lock_session_blocked_sessions,
          lock_session_transaction_age) values
          ('2026-01-01 12:00:00Z', 'shop', '4711', 'root_blocker', 'shop', 'app', 'cart', 'active',
            1, 30),
          ('2026-01-01 12:01:00Z', 'shop', '4711', 'root_blocker', 'shop', 'app', 'cart',
            'idle in transaction', 7, 90),
          ('2026-01-01 12:01:00Z', 'shop', '4712', 'queue_head', 'shop', 'dba', 'psql', 'active',
            6, 60)
        """);

    assertThat(session.run("who-blocks", NOON))
        .containsExactly(
            "4711|shop|app|cart|2026-01-01 12:00:00+00|2026-01-01 12:01:00+00|7|90"
                + "|{active,\"idle in transaction\"}");
  }

  /** The statistics of a series over a minute in which it did not change. */
  private void minute(String time, String metric, String object, int value) throws Exception {
    session.update(
        """
        insert into pgcause.rollup_1m values ('2026-01-01 %1$sZ', 'shop', '%2$s', '%3$s', 6,
          %4$d * 6, %4$d, %4$d, %4$d, 0, %4$d, %4$d, %4$d)"""
            .formatted(time, metric, object, value));
  }
}
