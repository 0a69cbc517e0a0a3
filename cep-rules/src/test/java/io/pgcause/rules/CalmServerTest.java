package io.pgcause.rules;

import static io.pgcause.rules.Snapshots.at;
import static io.pgcause.rules.Snapshots.empty;
import static io.pgcause.rules.Snapshots.metric;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.rules.expression.Truth;
import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rules about locks are decided when nobody waits. The sampler then writes group lock with the
 * granted locks and zeros beside them, or without rows on a server that does nothing; groups
 * lock_wait, blocker and lock_session it writes without rows, and it does not even ask for them.
 */
class CalmServerTest {

  private static final Metric WAITING = metric("postgresql.lock.waiting.count");
  private static final Metric GRANTED = metric("postgresql.database.locks");
  private static final Metric AGE = metric("postgresql.transaction.max_age");

  @ParameterizedTest
  @ValueSource(strings = {"LOCK-01", "LOCK-02"})
  void everyStepIsFalseWhileLocksAreHeldAndNobodyWaits(String rule) throws Exception {
    MetricTable locks =
        MetricTable.builder(WAITING.group())
            .row("AccessShareLock", "relation")
            .set(WAITING, 0)
            .set(GRANTED, 12)
            .row("ExclusiveLock", "virtualxid")
            .set(WAITING, 0)
            .set(GRANTED, 3)
            .build();
    assertEveryStepIsFalse(rule, locks);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOCK-01", "LOCK-02"})
  void everyStepIsFalseWhileNoLockIsHeld(String rule) throws Exception {
    assertEveryStepIsFalse(rule, empty("lock"));
  }

  private static void assertEveryStepIsFalse(String rule, MetricTable locks) throws Exception {
    Snapshot snapshot =
        at(
            10,
            locks,
            empty("lock_wait"),
            empty("blocker"),
            empty("lock_session"),
            MetricTable.builder(AGE.group()).row("active").set(AGE, 0.2).build());
    RuleMemory memory = new RuleMemory();
    assertThat(shipped(rule).steps())
        .allSatisfy(
            step ->
                assertThat(step.evaluate(snapshot, memory).condition())
                    .as(step.name())
                    .isEqualTo(Truth.FALSE));
  }

  private static Rule shipped(String id) throws Exception {
    return RuleBook.shipped().rules().stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
