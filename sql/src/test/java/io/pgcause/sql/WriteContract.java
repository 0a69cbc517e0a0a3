package io.pgcause.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pgcause.sql.FamilyTable.Column;
import io.pgcause.sql.FamilyTable.ValueColumn;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the pipeline relies on when it writes, and who may. */
abstract class WriteContract extends StoreContract {

  private static final String NOT_PERMITTED = "42501";
  private static final String CHECK_VIOLATION = "23514";

  WriteContract(Edition edition) {
    super(edition);
  }

  @Test
  void everyFamilyTakesABlockAgain() throws SQLException {
    for (FamilyTable table : FamilyTable.all()) {
      assertThat(session.update(block(table, "1"))).as(table.name()).isEqualTo(2);
      assertThat(session.update(block(table, "2"))).as(table.name()).isEqualTo(2);

      assertThat(
              session.rows(
                  "select count(*), min(%2$s), max(%2$s) from %1$s"
                      .formatted(table, table.values().get(0).name())))
          .as(table.name())
          .containsExactly("2|2|2");
    }
  }

  @Test
  void laterStatisticsOfAMinuteReplaceEarlierOnes() throws SQLException {
    session.update(rollup(6, 42));
    session.update(rollup(12, 21));

    assertThat(session.rows("select metric, object, count, mean from pgcause.rollup_1m order by 2"))
        .containsExactly(
            "postgresql.commits|db.namespace=a|12|21", "postgresql.commits|db.namespace=b|12|21");
  }

  @Test
  void replayedAlertKeepsItsFirstCommit() throws SQLException {
    session.update(Samples.ALERT);
    String first = session.rows("select committed_at from pgcause.alert").toString();
    int again = session.update(Samples.ALERT + " on conflict (alert_id) do nothing");

    assertThat(again).isZero();
    assertThat(session.rows("select committed_at from pgcause.alert")).hasToString(first);
  }

  @Test
  void anomalyThatEndsIsStillTheSame() throws SQLException {
    session.update(anomaly("null"));
    session.update(anomaly("'2026-01-01 12:05Z'"));

    assertThat(session.rows("select started_at, ended_at from pgcause.anomaly"))
        .containsExactly("2026-01-01 12:00:00+00|2026-01-01 12:05:00+00");
  }

  @Test
  void deadLetterIsKeptOncePerReason() throws SQLException {
    assertThat(session.update(deadLetter(16))).isEqualTo(1);
    assertThat(session.update(deadLetter(16))).isZero();
  }

  @Test
  void deadLetterTakesNoMoreThanTheHeadOfAFrame() {
    assertRefused(deadLetter(17), CHECK_VIOLATION);
  }

  @Test
  void alertComesFromAKnownOrigin() {
    assertRefused(Samples.ALERT.replace("'graph'", "'hearsay'"), CHECK_VIOLATION);
  }

  @Test
  void readerReadsEverythingAndNothingElse() throws SQLException {
    assertThat(withoutPrivilege("pgcause_reader", "select", "'r', 'v'")).isEmpty();
    assertThat(withPrivilege("pgcause_reader", "insert, update, delete, truncate")).isEmpty();

    session.execute("set role pgcause_reader");
    assertRefused(rollup(1, 1), NOT_PERMITTED);
    assertRefused("create table pgcause.mine (id int)", NOT_PERMITTED);
    assertRefused("select pgcause.adopt_timescaledb()", NOT_PERMITTED);
    assertRefused("select from pgcause.flyway_schema_history", NOT_PERMITTED);
  }

  @Test
  void writerAddsEverywhereAndDeletesNowhere() throws SQLException {
    assertThat(withoutPrivilege("pgcause_writer", "select", "'r', 'v'")).isEmpty();
    assertThat(withoutPrivilege("pgcause_writer", "insert", "'r'")).isEmpty();
    assertThat(withPrivilege("pgcause_writer", "delete, truncate")).isEmpty();

    session.execute("set role pgcause_writer");
    assertThat(session.update(rollup(1, 1))).isEqualTo(2);
    assertThat(session.update(rollup(1, 2))).isEqualTo(2);
    assertThat(session.update(deadLetter(4))).isEqualTo(1);
    assertRefused("delete from pgcause.rollup_1m", NOT_PERMITTED);
    assertRefused("update pgcause.dead_letter set detail = ''", NOT_PERMITTED);
  }

  private void assertRefused(String sql, String state) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> session.execute(sql))
        .satisfies(e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state));
  }

  private Iterable<String> withoutPrivilege(String role, String privilege, String kinds)
      throws SQLException {
    return session.rows(
        """
        select relname from pg_class
        where relnamespace = 'pgcause'::regnamespace and relname not like 'flyway%%'
          and relkind in (%s) and not has_table_privilege('%s', oid, '%s')
        """
            .formatted(kinds, role, privilege));
  }

  private Iterable<String> withPrivilege(String role, String privileges) throws SQLException {
    return session.rows(
        """
        select relname from pg_class
        where relnamespace = 'pgcause'::regnamespace and relkind in ('r', 'v')
          and has_table_privilege('%s', oid, '%s')
        """
            .formatted(role, privileges));
  }

  /** Two snapshots of one instance; every label is empty, every metric has the same value. */
  private static String block(FamilyTable table, String value) {
    String names = table.columns().stream().map(Column::name).collect(Collectors.joining(", "));
    String columns =
        table.columns().stream()
            .map(column -> array(column, value))
            .collect(Collectors.joining(", "));
    String updates =
        table.values().stream()
            .map(column -> column.name() + " = excluded." + column.name())
            .collect(Collectors.joining(", "));
    String key = table.key().stream().map(Column::name).collect(Collectors.joining(", "));
    return "insert into %s (%s) select * from unnest(%s) on conflict (%s) do update set %s"
        .formatted(table, names, columns, key, updates);
  }

  private static String array(Column column, String value) {
    if (column instanceof ValueColumn) {
      return "array[%1$s, %1$s]::%2$s[]".formatted(value, column.sqlType());
    }
    return column.equals(FamilyTable.AT)
        ? "array['2026-01-01 12:00Z', '2026-01-02 12:00Z']::timestamptz[]"
        : "array['', '']";
  }

  private static String rollup(int count, int mean) {
    return """
        insert into pgcause.rollup_1m
        select '2026-01-01 12:00Z', 'shop', block.*
        from unnest(
          array['postgresql.commits', 'postgresql.commits'],
          array['db.namespace=a', 'db.namespace=b'],
          array[%1$d, %1$d],
          array[%2$d, %2$d], array[%2$d, %2$d], array[%2$d, %2$d], array[%2$d, %2$d],
          array[%2$d, %2$d], array[%2$d, %2$d], array[%2$d, %2$d], array[%2$d, %2$d]) as block
        on conflict (instance_id, metric, object, bucket) do update set
          count = excluded.count, sum = excluded.sum, min = excluded.min, max = excluded.max,
          mean = excluded.mean, stddev = excluded.stddev, p50 = excluded.p50,
          p95 = excluded.p95, p99 = excluded.p99"""
        .formatted(count, mean);
  }

  private static String anomaly(String endedAt) {
    return """
        insert into pgcause.anomaly (instance_id, metric, detector, started_at, ended_at, peak_at,
          value, median, spread, score)
        values ('shop', 'postgresql.session.blocked.count', 'robust-z', '2026-01-01 12:00Z', %s,
          '2026-01-01 12:00Z', 7, 0, 1, 7)
        on conflict (instance_id, metric, object, detector, started_at) do update set
          ended_at = excluded.ended_at, updated_at = clock_timestamp()"""
        .formatted(endedAt);
  }

  private static String deadLetter(int headBytes) {
    return """
        insert into pgcause.dead_letter (topic_position, reason, at, head)
        values ('frames.v1-0@1:2:3', 'malformed', '2026-01-01 12:00Z',
          decode(repeat('ff', %d), 'hex'))
        on conflict do nothing"""
        .formatted(headBytes);
  }
}
