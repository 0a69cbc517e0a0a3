package io.pgcause.flow.job;

import io.pgcause.flow.anomaly.AnomalyStage;
import io.pgcause.flow.causality.CausalityStage;
import io.pgcause.flow.dedup.DedupStage;
import io.pgcause.flow.event.Alert;
import io.pgcause.flow.event.Anomaly;
import io.pgcause.flow.event.DeadLetter;
import io.pgcause.flow.event.RawFrame;
import io.pgcause.flow.event.RollupBlock;
import io.pgcause.flow.event.RuleUpdate;
import io.pgcause.flow.event.WideEvent;
import io.pgcause.flow.ingest.DecodeStage;
import io.pgcause.flow.rate.RateStage;
import io.pgcause.flow.rollup.RollupStage;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Which stage reads which. Compressed frames are shuffled once, by instance; from there every stage
 * of an instance runs in the same subtask.
 *
 * <pre>
 *  frames -> [by instance] -> dedup -> decode -> rates -+-> events (raw families)
 *                                        |              +-> rollups
 *                                        |              +-> anomalies
 *                                        v              +-> causal rules -> alerts
 *                                   dead letters                 ^
 *                                                          rules (broadcast)
 * </pre>
 *
 * @param events every snapshot with rates and derived metrics
 * @param rollups a block per instance and minute
 * @param anomalies stretches in which a series is not itself
 * @param alerts rules that matched
 * @param deadLetters what was refused
 */
record MetricsTopology(
    DataStream<WideEvent> events,
    DataStream<RollupBlock> rollups,
    DataStream<Anomaly> anomalies,
    DataStream<Alert> alerts,
    DataStream<DeadLetter> deadLetters) {

  static MetricsTopology of(
      DataStream<RawFrame> frames,
      DataStream<RuleUpdate> rules,
      List<String> anomalyMetrics,
      Duration forgetAfter) {
    DataStream<RawFrame> once =
        new DedupStage(forgetAfter).apply(frames.keyBy(RawFrame::instanceId, Types.STRING));
    SingleOutputStreamOperator<WideEvent> decoded = new DecodeStage().apply(once);
    DataStream<WideEvent> rated = new RateStage(forgetAfter).apply(stillKeyed(decoded));
    return new MetricsTopology(
        rated,
        new RollupStage(forgetAfter).apply(stillKeyed(rated)),
        new AnomalyStage(anomalyMetrics, forgetAfter).apply(stillKeyed(rated)),
        new CausalityStage(forgetAfter).apply(stillKeyed(rated), rules),
        decoded.getSideOutput(DecodeStage.DEAD_LETTERS));
  }

  /** The stages before neither change the instance nor move events between subtasks. */
  private static KeyedStream<WideEvent, String> stillKeyed(DataStream<WideEvent> events) {
    return DataStreamUtils.reinterpretAsKeyedStream(events, WideEvent::instanceId, Types.STRING);
  }
}
