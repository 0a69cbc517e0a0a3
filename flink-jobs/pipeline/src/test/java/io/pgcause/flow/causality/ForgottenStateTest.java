package io.pgcause.flow.causality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is over leaves no state behind; on heap, where entries can be counted. */
class ForgottenStateTest {

  private RuleOperator operator;

  @BeforeEach
  void openOperator() throws Exception {
    operator = openWithRule();
  }

  @AfterEach
  void closeOperator() {
    operator.close();
  }

  @Test
  void partialMatchGoesWithItsWindow() throws Exception {
    operator.see(LockSnapshots.at(10, 6, 1));
    int waiting = operator.stateEntries();
    operator.see(LockSnapshots.at(20, 0, 0), LockSnapshots.at(100, 0, 0));

    assertThat(operator.alerts()).isEmpty();
    assertThat(waiting).isGreaterThan(stateOfAQuietInstance());
    assertThat(operator.stateEntries()).isEqualTo(stateOfAQuietInstance());
  }

  /** The shared buffer keeps the counter behind the ids of the last event's time, no more. */
  @Test
  void stateDoesNotGrowWithMatches() throws Exception {
    for (int second = 100; second <= 1_000; second += 100) {
      operator.see(LockSnapshots.at(second, 6, 1), LockSnapshots.at(second + 10, 16, 9));
      operator.see(LockSnapshots.at(second + 20, 0, 0));

      assertThat(operator.stateEntries()).isEqualTo(stateOfAQuietInstance() + 1);
    }
    assertThat(operator.alerts()).hasSize(10);
  }

  @Test
  void silentInstanceLeavesNoStateBehind() throws Exception {
    operator.setProcessingTime(1);
    operator.see(LockSnapshots.at(20, 6, 0));
    operator.setProcessingTime(2 + RuleOperator.FORGET_AFTER.toMillis());

    assertThat(operator.stateEntries()).isZero();
    assertThat(operator.timers()).isZero();
  }

  private static int stateOfAQuietInstance() throws Exception {
    try (RuleOperator quiet = openWithRule()) {
      quiet.see(LockSnapshots.at(10, 0, 0));
      return quiet.stateEntries();
    }
  }

  private static RuleOperator openWithRule() throws Exception {
    RuleOperator operator = RuleOperator.open(RuleOperator.Backend.HEAP);
    operator.publish("LOCK-01", 1, RuleOperator.shipped("LOCK-01"));
    return operator;
  }
}
