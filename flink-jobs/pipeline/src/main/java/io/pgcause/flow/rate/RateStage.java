package io.pgcause.flow.rate;

import io.pgcause.flow.event.WideEvent;
import java.time.Duration;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Adds a rate beside each counter, and the derived metrics. */
public final class RateStage {

  private final Duration forgetAfter;

  /**
   * @param forgetAfter how long an instance may be silent before its counters are forgotten
   */
  public RateStage(Duration forgetAfter) {
    this.forgetAfter = forgetAfter;
  }

  public SingleOutputStreamOperator<WideEvent> apply(KeyedStream<WideEvent, String> events) {
    return events.process(new RateFunction(forgetAfter)).name("rates").uid("rate-v1");
  }
}
