package io.pgcause.flow.causality;

import io.pgcause.flow.event.Alert;
import io.pgcause.flow.event.RuleUpdate;
import io.pgcause.flow.event.WideEvent;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Matches the published rules on every instance. */
public final class CausalityStage {

  private final Duration forgetAfter;

  /**
   * @param forgetAfter how long an instance may be silent before its partial matches are forgotten;
   *     longer than the longest window of a rule
   */
  public CausalityStage(Duration forgetAfter) {
    this.forgetAfter = forgetAfter;
  }

  public SingleOutputStreamOperator<Alert> apply(
      KeyedStream<WideEvent, String> events, DataStream<RuleUpdate> rules) {
    TypeSerializer<StepEvent> stepEvents =
        TypeInformation.of(StepEvent.class)
            .createSerializer(events.getExecutionConfig().getSerializerConfig());
    return events
        .connect(rules.broadcast(CausalityFunction.RULES))
        .process(new CausalityFunction(stepEvents, forgetAfter))
        .name("causal rules")
        .uid("causality-v1");
  }
}
