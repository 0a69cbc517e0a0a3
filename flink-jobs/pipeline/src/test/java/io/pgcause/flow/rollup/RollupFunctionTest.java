package io.pgcause.flow.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgcause.flow.Snapshots;
import io.pgcause.flow.event.RollupBlock;
import io.pgcause.flow.event.WideEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RollupFunctionTest {

  private static final Duration FORGET_AFTER = Duration.ofHours(48);

  private KeyedOneInputStreamOperatorTestHarness<String, WideEvent, RollupBlock> rollup;

  @BeforeEach
  void open() throws Exception {
    rollup = harness();
    rollup.open();
  }

  @AfterEach
  void close() throws Exception {
    rollup.close();
  }

  @Test
  void aMinuteClosesWhenTheInstanceShowsTheNext() throws Exception {
    send(0, 1);
    send(59, 3);
    assertThat(blocks()).isEmpty();
    send(60, 9);
    assertThat(blocks()).containsExactly("0: 2 values, sum 4.0");
  }

  @Test
  void anotherInstancesTimeClosesNothing() throws Exception {
    send(0, 1);
    rollup.processElement(backends(10_000, 5).event("db-2"), 0);
    assertThat(blocks()).isEmpty();
  }

  @Test
  void aLateEventMakesTheMinuteBeforeAgain() throws Exception {
    send(0, 1);
    send(60, 9);
    send(30, 4);
    send(120, 2);
    assertThat(blocks())
        .containsExactly("0: 1 values, sum 1.0", "0: 2 values, sum 5.0", "60: 1 values, sum 9.0");
  }

  @Test
  void anEventTwoMinutesLateIsNotRolledUp() throws Exception {
    send(0, 1);
    send(60, 9);
    send(120, 2);
    send(59, 4);
    send(180, 2);
    assertThat(blocks())
        .containsExactly("0: 1 values, sum 1.0", "60: 1 values, sum 9.0", "120: 1 values, sum 2.0");
  }

  @Test
  void afterAGapOnlyTheMinuteBeforeMayBeMadeAgain() throws Exception {
    send(0, 1);
    send(600, 9);
    send(10, 5);
    send(545, 3);
    assertThat(blocks()).containsExactly("0: 1 values, sum 1.0", "540: 1 values, sum 3.0");
  }

  @Test
  void eventsWithinAMinuteMayComeInAnyOrder() throws Exception {
    send(50, 3);
    send(10, 1);
    send(30, 2);
    send(60, 0);
    assertThat(blocks()).containsExactly("0: 3 values, sum 6.0");
  }

  @Test
  void theMinuteOfASilentInstanceIsClosedByProcessingTime() throws Exception {
    rollup.setProcessingTime(1_000);
    send(0, 1);
    rollup.setProcessingTime(90_999);
    assertThat(blocks()).isEmpty();
    rollup.setProcessingTime(91_000);
    assertThat(blocks()).containsExactly("0: 1 values, sum 1.0");
  }

  @Test
  void theMinuteOfAnInstanceThatSpeaksIsMadeOnce() throws Exception {
    for (int second = 0; second < 600; second += 10) {
      rollup.setProcessingTime(second * 1_000L);
      send(second, 1);
    }
    assertThat(blocks()).hasSize(9).allMatch(block -> block.endsWith("6 values, sum 6.0"));
    assertThat(rollup.numProcessingTimeTimers())
        .as("one of the minute, one of silence")
        .isEqualTo(2);
  }

  @Test
  void aBacklogOfManyMinutesNeedsOneTimer() throws Exception {
    for (int minute = 0; minute < 500; minute++) {
      rollup.setProcessingTime(minute);
      send(minute * 60L, 1);
    }
    assertThat(blocks()).hasSize(499);
    assertThat(rollup.numProcessingTimeTimers()).isEqualTo(2);
    rollup.setProcessingTime(499 + 90_000);
    assertThat(blocks()).hasSize(500);
    assertThat(rollup.numProcessingTimeTimers()).as("that of silence").isEqualTo(1);
  }

  @Test
  void whatComesAfterSilenceForTheSameMinuteIsNotLost() throws Exception {
    rollup.setProcessingTime(0);
    send(0, 1);
    rollup.setProcessingTime(90_000);
    rollup.setProcessingTime(100_000);
    send(10, 2);
    rollup.setProcessingTime(190_000);
    assertThat(blocks()).containsExactly("0: 1 values, sum 1.0", "0: 2 values, sum 3.0");
  }

  @Test
  void aClockSetRightAfterRunningAheadDoesNotStopTheRollup() throws Exception {
    long hour = TimeUnit.HOURS.toMicros(1);
    rollup.processElement(backends(3_600, 7).event("db-1", -hour), 0);
    rollup.processElement(backends(0, 1).event("db-1", 0), 0);
    rollup.processElement(backends(60, 2).event("db-1", 0), 0);
    assertThat(blocks()).containsExactly("3600: 1 values, sum 7.0", "0: 1 values, sum 1.0");
  }

  @Test
  void aClockThatIsAlwaysAheadIsRolledUpLikeAnyOther() throws Exception {
    long hour = TimeUnit.HOURS.toMicros(1);
    for (long second : new long[] {0, 60, 30, 120}) {
      rollup.processElement(backends(second, 1).event("db-1", -hour), 0);
    }
    assertThat(blocks())
        .containsExactly("0: 1 values, sum 1.0", "0: 2 values, sum 2.0", "60: 1 values, sum 1.0");
  }

  @Test
  void aSilentInstanceLeavesNeitherStateNorTimers() throws Exception {
    rollup.setProcessingTime(0);
    send(0, 1);
    send(60, 1);
    assertThat(rollup.numKeyedStateEntries()).isPositive();
    rollup.setProcessingTime(90_000);
    rollup.setProcessingTime(FORGET_AFTER.toMillis());
    assertThat(rollup.numKeyedStateEntries()).isZero();
    assertThat(rollup.numProcessingTimeTimers()).isZero();
  }

  @Test
  void aRestoreInTheMiddleChangesNoOutput() throws Exception {
    long[] story = {0, 10, 70, 50, 80, 130, 75, 200};
    for (long second : story) {
      send(second, second);
    }
    List<String> uninterrupted = blocks();
    assertThat(uninterrupted).hasSize(5);
    for (int stop = 1; stop < story.length; stop++) {
      assertThat(interrupted(story, stop)).isEqualTo(uninterrupted);
    }
  }

  @Test
  void aRestoredJobClosesTheMinuteThatWasOpen() throws Exception {
    rollup.setProcessingTime(0);
    send(0, 1);
    OperatorSubtaskState saved = rollup.snapshot(1, 1);
    rollup.close();
    rollup = harness();
    rollup.initializeState(saved);
    rollup.open();
    rollup.setProcessingTime(90_000);
    assertThat(blocks()).containsExactly("0: 1 values, sum 1.0");
  }

  @Test
  void anInstanceMustBeRememberedLongerThanItsMinuteStaysOpen() {
    assertThatThrownBy(() -> new RollupStage(Duration.ofSeconds(90)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT1M30S");
  }

  private static List<String> interrupted(long[] story, int stop) throws Exception {
    var before = harness();
    before.open();
    for (int i = 0; i < stop; i++) {
      before.processElement(backends(story[i], story[i]).event("db-1"), 0);
    }
    OperatorSubtaskState saved = before.snapshot(1, 1);
    before.close();
    var after = harness();
    after.initializeState(saved);
    after.open();
    for (int i = stop; i < story.length; i++) {
      after.processElement(backends(story[i], story[i]).event("db-1"), 0);
    }
    after.close();
    List<String> output = new ArrayList<>(blocks(before));
    output.addAll(blocks(after));
    return output;
  }

  private void send(long second, double value) throws Exception {
    rollup.processElement(backends(second, value).event("db-1"), 0);
  }

  private List<String> blocks() {
    return blocks(rollup);
  }

  private static List<String> blocks(
      KeyedOneInputStreamOperatorTestHarness<String, WideEvent, RollupBlock> of) {
    return of.extractOutputValues().stream()
        .map(
            block ->
                TimeUnit.MICROSECONDS.toSeconds(block.bucketMicros())
                    + ": "
                    + block.counts()[0]
                    + " values, sum "
                    + block.sums()[0])
        .toList();
  }

  private static Snapshots backends(long second, double value) {
    return Snapshots.at(second).row("database", "shop").set("postgresql.backends", value);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, WideEvent, RollupBlock> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new RollupFunction(FORGET_AFTER)),
        WideEvent::instanceId,
        Types.STRING);
  }
}
