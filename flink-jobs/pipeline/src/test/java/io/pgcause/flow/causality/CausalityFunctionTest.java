package io.pgcause.flow.causality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pgcause.flow.Snapshots;
import io.pgcause.flow.event.Alert;
import io.pgcause.flow.event.WideEvent;
import java.io.IOException;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "state on {0}")
@EnumSource(RuleOperator.Backend.class)
class CausalityFunctionTest {

  @Parameter private RuleOperator.Backend backend;
  private RuleOperator operator;

  @BeforeEach
  void openOperator() throws Exception {
    operator = RuleOperator.open(backend);
    publish(1, lockRule());
  }

  @AfterEach
  void closeOperator() {
    operator.close();
  }

  @Test
  void ddlThatWaitsAndThenReadersBehindItIsFoundOnceAndExplained() throws Exception {
    see(LockSnapshots.at(10, 0, 0), LockSnapshots.at(20, 6, 0), LockSnapshots.at(30, 16, 7));
    see(LockSnapshots.at(40, 26, 9));

    assertThat(alerts()).hasSize(1);
    Alert alert = alerts().get(0);
    assertThat(alert.ruleId()).isEqualTo("LOCK-01");
    assertThat(alert.startedAtMicros()).isEqualTo(20_000_000);
    assertThat(alert.matchedAtMicros()).isEqualTo(30_000_000);
    assertThat(alert.rootNode()).isEqualTo("long_transaction");
    assertThat(alert.frame()).isEqualTo("7:30");
    assertThat(alert.advice()[0]).contains("pg_cancel_backend(4712)");
    assertThat(alert.advice()[1]).contains("pg_terminate_backend(4711)");
    JsonNode subject = new ObjectMapper().readTree(alert.subject());
    assertThat(subject.path("root_blocker").path("process.pid").asText()).isEqualTo("4711");
    assertThat(subject.path("waiting_ddl").path("process.pid").asText()).isEqualTo("4712");
    JsonNode root = new ObjectMapper().readTree(alert.path()).get(0);
    assertThat(root.path("evidence").get(0).path("value").asDouble()).isEqualTo(40);
    JsonNode steps = new ObjectMapper().readTree(alert.steps());
    assertThat(steps.get(0).path("at").asText()).isEqualTo("1970-01-01T00:00:20Z");
  }

  @Test
  void readersThatQueuedBeforeTheDdlHadWaitedLongAreFoundToo() throws Exception {
    see(LockSnapshots.at(10, 1, 8), LockSnapshots.at(20, 11, 8), LockSnapshots.at(30, 21, 8));

    assertThat(alerts()).hasSize(1);
    assertThat(alerts().get(0).matchedAtMicros()).isEqualTo(30_000_000);
  }

  @Test
  void readersThatComeLongAfterAWaitingDdlStillFollowIt() throws Exception {
    for (int second = 10; second <= 200; second += 10) {
      see(LockSnapshots.at(second, second, second == 200 ? 6 : 0));
    }

    assertThat(alerts()).hasSize(1);
    assertThat(alerts().get(0).matchedAtMicros()).isEqualTo(200_000_000);
  }

  @Test
  void causeThatHasEndedExplainsWhatFollowsWithinAWindowOfItsEnd() throws Exception {
    for (int second = 0; second <= 50; second += 10) {
      see(LockSnapshots.at(second, 6 + second, 0));
    }
    see(LockSnapshots.at(60, 0, 0), LockSnapshots.at(70, 0, 8));

    assertThat(alerts()).hasSize(1);
    assertThat(alerts().get(0).startedAtMicros()).isEqualTo(50_000_000);
  }

  @Test
  void causeThatEndedLongerAgoThanTheWindowExplainsNothing() throws Exception {
    for (int second = 0; second <= 50; second += 10) {
      see(LockSnapshots.at(second, 6 + second, 0));
    }
    see(LockSnapshots.at(60, 0, 0), LockSnapshots.at(110, 0, 8), LockSnapshots.at(120, 0, 8));

    assertThat(alerts()).isEmpty();
  }

  @Test
  void causeThatEndsAfterItsMatchIsNotSeenAgain() throws Exception {
    see(LockSnapshots.at(10, 6, 0), LockSnapshots.at(20, 16, 6), LockSnapshots.at(30, 26, 6));
    see(LockSnapshots.at(40, 0, 6), LockSnapshots.at(50, 0, 6), LockSnapshots.at(60, 0, 6));

    assertThat(alerts()).hasSize(1);
  }

  @Test
  void clockThatRanAheadAndIsSetRightDoesNotSilenceItsInstance() throws Exception {
    see(LockSnapshots.at(90_000, 6, 0));
    for (int second = 10; second <= 30; second += 10) {
      see(LockSnapshots.at(second, second, second == 30 ? 6 : 0));
    }

    assertThat(alerts()).extracting(Alert::matchedAtMicros).containsExactly(30_000_000L);
  }

  @Test
  void secondQueueAfterTheFirstHasDrainedIsASecondAlert() throws Exception {
    see(LockSnapshots.at(10, 6, 0), LockSnapshots.at(20, 16, 6), LockSnapshots.at(30, 0, 0));
    see(LockSnapshots.at(40, 6, 0), LockSnapshots.at(50, 16, 6));

    assertThat(alerts()).hasSize(2);
    assertThat(alerts()).extracting(Alert::alertId).doesNotHaveDuplicates();
  }

  @Test
  void cycleThatCouldNotSampleTheLocksDoesNotMakeOneQueueTwoAlerts() throws Exception {
    see(LockSnapshots.at(10, 6, 0), LockSnapshots.at(20, 16, 6));
    see(Snapshots.at(30).event("shop-1"));
    see(LockSnapshots.at(40, 36, 6), LockSnapshots.at(50, 46, 6));

    assertThat(alerts()).hasSize(1);
  }

  @Test
  void instancesDoNotSeeEachOthersSteps() throws Exception {
    see(LockSnapshots.of("a", 10, 6, 0), LockSnapshots.of("b", 20, 0, 9));
    see(LockSnapshots.of("b", 30, 0, 9));

    assertThat(alerts()).isEmpty();
  }

  @Test
  void slowClockOfOneInstanceDoesNotHoldUpAnother() throws Exception {
    see(LockSnapshots.of("early", 100_000, 6, 0), LockSnapshots.of("late", 10, 6, 0));
    see(LockSnapshots.of("early", 100_010, 16, 6), LockSnapshots.of("late", 20, 16, 6));

    assertThat(alerts()).extracting(Alert::instanceId).containsExactly("early", "late");
  }

  @Test
  void eventOlderThanTheLastOneIsNotMatched() throws Exception {
    see(LockSnapshots.at(50, 6, 0), LockSnapshots.at(40, 16, 9));

    assertThat(alerts()).isEmpty();
  }

  @Test
  void matchGoesOnAfterARestoreInItsMiddle() throws Exception {
    see(LockSnapshots.at(10, 0, 0), LockSnapshots.at(20, 6, 0));
    operator.restore(operator.checkpoint());
    see(LockSnapshots.at(30, 16, 6));

    assertThat(alerts()).hasSize(1);
    assertThat(alerts().get(0).startedAtMicros()).isEqualTo(20_000_000);
  }

  @Test
  void replayAfterARestoreMakesTheSameAlert() throws Exception {
    see(LockSnapshots.at(20, 6, 0));
    OperatorSubtaskState state = operator.checkpoint();
    see(LockSnapshots.at(30, 16, 6));
    String first = alerts().get(0).alertId();
    operator.restore(state);
    see(LockSnapshots.at(30, 16, 6));

    assertThat(alerts()).extracting(Alert::alertId).containsExactly(first, first);
  }

  @Test
  void newVersionOfARuleDropsItsPartialMatchesAndHoldsFromThenOn() throws Exception {
    see(LockSnapshots.at(20, 6, 0));
    publish(2, lockRule().replace("default: 5\n", "default: 50\n"));
    see(LockSnapshots.at(30, 16, 20), LockSnapshots.at(40, 26, 60));

    assertThat(alerts()).hasSize(1);
    assertThat(alerts().get(0).ruleVersion()).isEqualTo(2);
    assertThat(alerts().get(0).startedAtMicros()).isEqualTo(30_000_000);
  }

  @Test
  void withdrawnRuleDoesNotMatch() throws Exception {
    see(LockSnapshots.at(20, 6, 0));
    publish(2, "");
    see(LockSnapshots.at(30, 16, 20));

    assertThat(alerts()).isEmpty();
  }

  @Test
  void ruleWithAMistakeIsRefusedAndTheRunningOneStays() throws Exception {
    publish(2, lockRule().replace("postgresql.lock.waiting.count", "postgresql.lock.wating.count"));
    see(LockSnapshots.at(20, 6, 0), LockSnapshots.at(30, 16, 6));

    assertThat(alerts()).extracting(Alert::ruleVersion).containsExactly(1);
  }

  @Test
  void olderVersionThatComesLateChangesNothing() throws Exception {
    publish(3, lockRule());
    publish(2, "");
    see(LockSnapshots.at(20, 6, 0), LockSnapshots.at(30, 16, 6));

    assertThat(alerts()).extracting(Alert::ruleVersion).containsExactly(3);
  }

  private void see(WideEvent... events) throws Exception {
    operator.see(events);
  }

  private void publish(int version, String text) throws Exception {
    operator.publish("LOCK-01", version, text);
  }

  private List<Alert> alerts() {
    return operator.alerts();
  }

  private static String lockRule() throws IOException {
    return RuleOperator.shipped("LOCK-01");
  }
}
