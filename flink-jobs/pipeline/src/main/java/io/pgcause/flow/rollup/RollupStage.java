package io.pgcause.flow.rollup;

import io.pgcause.flow.event.RollupBlock;
import io.pgcause.flow.event.WideEvent;
import java.time.Duration;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** One block of statistics per instance and minute. */
public final class RollupStage {

  private final Duration forgetAfter;

  /**
   * @param forgetAfter how long an instance may be silent before its open minute is forgotten;
   *     longer than 90 s
   * @throws IllegalArgumentException when it is shorter
   */
  public RollupStage(Duration forgetAfter) {
    if (forgetAfter.toMillis() <= RollupFunction.SILENCE_MILLIS) {
      throw new IllegalArgumentException(
          "an instance is remembered for more than 90 s, its open minute would be lost, not "
              + forgetAfter);
    }
    this.forgetAfter = forgetAfter;
  }

  public SingleOutputStreamOperator<RollupBlock> apply(KeyedStream<WideEvent, String> events) {
    return events.process(new RollupFunction(forgetAfter)).name("1 min rollup").uid("rollup-v1");
  }
}
