package io.pgcause.flow.anomaly;

import io.pgcause.flow.event.Anomaly;
import io.pgcause.flow.event.WideEvent;
import io.pgcause.wire.metric.MetricCatalogue;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Finds the stretches in which a series of an instance is not itself. */
public final class AnomalyStage {

  private final List<String> metrics;
  private final Duration forgetAfter;

  /**
   * @param metrics catalogue names to watch; of counters, the rates
   * @param forgetAfter how long an instance may be silent before its baselines are forgotten
   * @throws IllegalArgumentException when a metric is not in the catalogue
   */
  public AnomalyStage(List<String> metrics, Duration forgetAfter) {
    metrics.forEach(MetricCatalogue.shipped()::metric);
    this.metrics = List.copyOf(metrics);
    this.forgetAfter = forgetAfter;
  }

  public SingleOutputStreamOperator<Anomaly> apply(KeyedStream<WideEvent, String> events) {
    return events
        .process(new AnomalyFunction(metrics, forgetAfter))
        .name("anomalies")
        .uid("anomaly-v1");
  }
}
