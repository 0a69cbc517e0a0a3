package io.pgcause.flow.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SilenceTest {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  private KeyedOneInputStreamOperatorTestHarness<String, String, Long> harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aSilentInstanceLeavesNeitherStateNorTimers() throws Exception {
    hear("db-1", 0);
    harness.setProcessingTime(HOUR - 1);
    assertThat(harness.numKeyedStateEntries()).isPositive();
    harness.setProcessingTime(HOUR);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void anInstanceThatSpeaksIsRemembered() throws Exception {
    hear("db-1", 0);
    hear("db-1", HOUR / 2);
    harness.setProcessingTime(HOUR);
    hear("db-1", HOUR);
    assertThat(harness.extractOutputValues()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void howeverMuchAnInstanceSaysItHasOneTimer() throws Exception {
    for (long at = 0; at < 3 * HOUR; at += HOUR / 100) {
      hear("db-1", at);
    }
    assertThat(harness.numProcessingTimeTimers()).isEqualTo(1);
    harness.setProcessingTime(4 * HOUR);
    assertThat(harness.numKeyedStateEntries()).isZero();
  }

  @Test
  void instancesAreForgottenOneByOne() throws Exception {
    hear("db-1", 0);
    hear("db-2", HOUR / 2);
    harness.setProcessingTime(HOUR);
    hear("db-1", HOUR);
    hear("db-2", HOUR);
    assertThat(harness.extractOutputValues()).containsExactly(1L, 1L, 1L, 2L);
  }

  @Test
  void timeInWhichTheJobWasDownIsNoSilence() throws Exception {
    hear("db-1", 0);
    OperatorSubtaskState saved = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(saved);
    harness.open();
    harness.setProcessingTime(10 * HOUR);
    hear("db-1", 10 * HOUR);
    assertThat(harness.extractOutputValues()).containsExactly(2L);
    harness.setProcessingTime(11 * HOUR);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numProcessingTimeTimers()).isZero();
  }

  private void hear(String instance, long atMillis) throws Exception {
    harness.setProcessingTime(atMillis);
    harness.processElement(instance, 0);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, String, Long> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new Tally(Duration.ofMillis(HOUR))),
        instance -> instance,
        Types.STRING);
  }

  /** Counts the elements of each instance. */
  private static final class Tally extends PerInstanceFunction<String, Long> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<Long> count;

    Tally(Duration forgetAfter) {
      super(forgetAfter);
    }

    @Override
    public void open(OpenContext context) throws Exception {
      super.open(context);
      count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
    }

    @Override
    public void processElement(String instance, Context context, Collector<Long> out)
        throws Exception {
      stayAwake(context.timerService());
      count.update(count.value() == null ? 1 : count.value() + 1);
      out.collect(count.value());
    }

    @Override
    protected void forget() {
      count.clear();
    }
  }
}
