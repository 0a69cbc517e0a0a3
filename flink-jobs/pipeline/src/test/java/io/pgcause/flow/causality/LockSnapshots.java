package io.pgcause.flow.causality;

import io.pgcause.flow.event.WideEvent;
import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.util.List;

/**
 * Events of one instance in which only the locks matter, as the sampler writes them: granted locks
 * have rows too, with nobody waiting; who waits how long and for whom has rows only while somebody
 * does.
 */
final class LockSnapshots {

  private static final MetricCatalogue CATALOGUE = MetricCatalogue.shipped();
  private static final Metric WAITING = CATALOGUE.metric("postgresql.lock.waiting.count");
  private static final Metric GRANTED = CATALOGUE.metric("postgresql.database.locks");
  private static final Metric WAIT_AGE = CATALOGUE.metric("postgresql.lock.wait.max_age");
  private static final Metric BLOCKED =
      CATALOGUE.metric("postgresql.lock.session.blocked_sessions");
  private static final Metric TRANSACTION_AGE = CATALOGUE.metric("postgresql.transaction.max_age");

  private LockSnapshots() {}

  /**
   * An event at {@code second}.
   *
   * @param ddlWaits how long a DDL has waited; 0 for none
   * @param readers how many wait behind it
   */
  static WideEvent at(long second, double ddlWaits, int readers) {
    return of("shop-1", second, ddlWaits, readers);
  }

  static WideEvent of(String instance, long second, double ddlWaits, int readers) {
    MetricTable.Builder locks =
        MetricTable.builder(WAITING.group())
            .row("AccessShareLock", "relation")
            .set(WAITING, readers)
            .set(GRANTED, 3)
            .row("RowExclusiveLock", "relation")
            .set(WAITING, 0)
            .set(GRANTED, 1);
    MetricTable.Builder ages = MetricTable.builder(WAIT_AGE.group());
    MetricTable.Builder sessions = MetricTable.builder(BLOCKED.group());
    if (ddlWaits > 0) {
      locks.row("AccessExclusiveLock", "relation").set(WAITING, 1).set(GRANTED, 0);
      ages.row("AccessExclusiveLock").set(WAIT_AGE, ddlWaits);
      sessions
          .row("4711", "root_blocker", "RowExclusiveLock", "shop", "app", "report", "idle")
          .set(BLOCKED, readers + 1)
          .row("4712", "queue_head", "AccessExclusiveLock", "shop", "app", "migration", "active")
          .set(BLOCKED, readers);
    }
    Snapshot snapshot =
        new Snapshot(
            second * 1_000_000,
            List.of(
                locks.build(),
                ages.build(),
                MetricTable.builder(TRANSACTION_AGE.group())
                    .row("idle in transaction")
                    .set(TRANSACTION_AGE, 40.0)
                    .build(),
                sessions.build()));
    return new WideEvent(instance, "agent-1", 7, second, second * 1_000_000, snapshot);
  }
}
