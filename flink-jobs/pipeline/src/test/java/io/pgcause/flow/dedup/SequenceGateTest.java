package io.pgcause.flow.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.flow.event.RawFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SequenceGateTest {

  private static final Duration FORGET_AFTER = Duration.ofHours(48);

  private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();
  private KeyedOneInputStreamOperatorTestHarness<String, RawFrame, RawFrame> gate;

  @BeforeEach
  void open() throws Exception {
    gate = harness();
    gate.open();
  }

  @AfterEach
  void close() throws Exception {
    gate.close();
  }

  @Test
  void aReplayIsDroppedAndCounted() throws Exception {
    pass(frame(1, 1), frame(1, 2), frame(1, 3));
    pass(frame(1, 1), frame(1, 2), frame(1, 3), frame(1, 4));
    assertThat(passed()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(((Counter) metrics.get("framesRepeated")).getCount()).isEqualTo(3);
  }

  @Test
  void reorderedFramesPassOnceEachWhateverTheirOrder() throws Exception {
    List<RawFrame> frames = new ArrayList<>();
    LongStream.rangeClosed(1, 200).forEach(sequence -> frames.add(frame(1, sequence)));
    frames.addAll(List.copyOf(frames));
    Collections.shuffle(frames, new Random(11));
    pass(frames.toArray(RawFrame[]::new));
    assertThat(passed()).hasSize(200).doesNotHaveDuplicates();
  }

  @Test
  void aNewEpochBeginsAtItsOwnFirstFrame() throws Exception {
    pass(frame(1, 500), frame(2, 1), frame(1, 501), frame(2, 2), frame(2, 1));
    assertThat(passed()).containsExactly(500L, 1L, 501L, 2L);
  }

  @Test
  void instancesDoNotShareSequences() throws Exception {
    pass(frame("db-1", 1, 1), frame("db-2", 1, 1));
    assertThat(passed()).containsExactly(1L, 1L);
  }

  @Test
  void anAgentThatLosesItsSpoolOverAndOverKeepsEightEpochs() throws Exception {
    for (int epoch = 1; epoch <= 50; epoch++) {
      gate.setProcessingTime(epoch * 1_000L);
      pass(frame(epoch, 1));
    }
    pass(frame(43, 1), frame(50, 1));
    assertThat(passed()).as("the newest eight are known").hasSize(50);
    gate.setProcessingTime(51_000);
    pass(frame(42, 1));
    assertThat(passed()).as("the ninth is forgotten").hasSize(51);
  }

  @Test
  void theEpochThatWasSilentLongestMakesRoom() throws Exception {
    for (int epoch = 1; epoch <= 8; epoch++) {
      gate.setProcessingTime(epoch * 1_000L);
      pass(frame(epoch, 1));
    }
    gate.setProcessingTime(9_000);
    pass(frame(1, 2));
    gate.setProcessingTime(10_000);
    pass(frame(9, 1), frame(1, 2));
    assertThat(passed()).as("epoch 1 still knows frame 2").hasSize(10);
    pass(frame(2, 1));
    assertThat(passed()).as("epoch 2 was dropped").hasSize(11);
  }

  @Test
  void whatIsNoFrameOfTheBridgePassesToBeRefusedByTheDecoder() throws Exception {
    RawFrame poison = new RawFrame("", "", 0, 0, 0, "p0@1:1", "message without key", new byte[0]);
    pass(poison, poison);
    assertThat(passed()).hasSize(2);
    assertThat(gate.numKeyedStateEntries()).isZero();
  }

  @Test
  void aSilentInstanceLeavesNeitherStateNorTimers() throws Exception {
    pass(frame(1, 1), frame(2, 1));
    gate.setProcessingTime(FORGET_AFTER.toMillis());
    assertThat(gate.numKeyedStateEntries()).isZero();
    assertThat(gate.numProcessingTimeTimers()).isZero();
  }

  @Test
  void aRestoredGateKnowsWhatThePassedFramesWere() throws Exception {
    pass(frame(1, 1), frame(1, 3));
    OperatorSubtaskState saved = gate.snapshot(1, 1);
    gate.close();
    gate = harness();
    gate.initializeState(saved);
    gate.open();
    pass(frame(1, 1), frame(1, 2), frame(1, 3), frame(1, 4));
    assertThat(passed()).containsExactly(2L, 4L);
  }

  private void pass(RawFrame... frames) throws Exception {
    for (RawFrame frame : frames) {
      gate.processElement(frame, 0);
    }
  }

  private List<Long> passed() {
    return gate.extractOutputValues().stream().map(RawFrame::sequence).toList();
  }

  private static RawFrame frame(long epoch, long sequence) {
    return frame("db-1", epoch, sequence);
  }

  private static RawFrame frame(String instance, long epoch, long sequence) {
    return new RawFrame(instance, "agent-1", epoch, sequence, 0, "p0@1:1", "", new byte[0]);
  }

  private KeyedOneInputStreamOperatorTestHarness<String, RawFrame, RawFrame> harness()
      throws Exception {
    InterceptingTaskMetricGroup task =
        new InterceptingTaskMetricGroup() {
          @Override
          public InternalOperatorMetricGroup getOrAddOperator(
              OperatorID id, String name, Map<String, String> variables) {
            return metrics;
          }
        };
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new SequenceGate(FORGET_AFTER)),
        RawFrame::instanceId,
        Types.STRING,
        new MockEnvironmentBuilder().setMetricGroup(task).build());
  }
}
