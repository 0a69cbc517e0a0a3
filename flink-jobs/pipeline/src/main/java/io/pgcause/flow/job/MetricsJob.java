package io.pgcause.flow.job;

import io.pgcause.flow.event.RawFrame;
import io.pgcause.flow.event.RuleUpdate;
import io.pgcause.flow.ingest.FrameDeserializer;
import io.pgcause.flow.ingest.RuleDeserializer;
import io.pgcause.flow.store.StoreStage;
import io.pgcause.pulsar.PulsarSource;
import io.pgcause.pulsar.StartPosition;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/**
 * The live job: frames and rules from Pulsar, rows to the store.
 *
 * <pre>
 *  flink run -c io.pgcause.flow.job.MetricsJob pgcause-jobs.jar \
 *      --pulsar.url pulsar://broker:6650 --store.url jdbc:postgresql://store/pgcause
 * </pre>
 */
public final class MetricsJob {

  private static final String NAME = "pgcause metrics";

  private MetricsJob() {}

  /** Submits the job to the cluster it is run on, and waits for it there. */
  public static void main(String[] args) throws Exception {
    if (args.length == 1 && args[0].equals("--help")) {
      JobOptions.all().forEach(MetricsJob::describe);
      return;
    }
    JobOptions options = JobOptions.from(ParameterTool.fromArgs(args).getConfiguration());
    build(StreamExecutionEnvironment.getExecutionEnvironment(), options).execute(NAME);
  }

  /** Submits the job to {@code environment} and goes on. */
  public static JobClient submit(StreamExecutionEnvironment environment, JobOptions options)
      throws Exception {
    return build(environment, options).executeAsync(NAME);
  }

  /** Puts the job into {@code environment}; nothing is connected or run yet. */
  static StreamExecutionEnvironment build(
      StreamExecutionEnvironment environment, JobOptions options) {
    environment.configure(
        new Configuration()
            .set(PipelineOptions.GENERIC_TYPES, false)
            .set(PipelineOptions.OBJECT_REUSE, true));
    StoreStage store = new StoreStage(options.store());
    DataStream<RuleUpdate> rules = rules(environment, options);
    MetricsTopology topology =
        MetricsTopology.of(
            frames(environment, options), rules, options.anomalyMetrics(), options.forgetAfter());
    store.rules(rules);
    store.instances(topology.events());
    store.families(topology.events());
    store.rollups(topology.rollups());
    store.anomalies(topology.anomalies());
    store.alerts(topology.alerts());
    store.deadLetters(topology.deadLetters());
    return environment;
  }

  private static DataStream<RawFrame> frames(
      StreamExecutionEnvironment environment, JobOptions options) {
    return environment
        .fromSource(
            PulsarSource.of(new FrameDeserializer(), TypeInformation.of(RawFrame.class))
                .serviceUrl(options.pulsarUrl())
                .topic(options.framesTopic())
                .subscription(options.subscription())
                .start(StartPosition.EARLIEST)
                .build(),
            WatermarkStrategy.noWatermarks(),
            "frames")
        .uid("frames-v1");
  }

  private static DataStream<RuleUpdate> rules(
      StreamExecutionEnvironment environment, JobOptions options) {
    return environment
        .fromSource(
            PulsarSource.of(new RuleDeserializer(), TypeInformation.of(RuleUpdate.class))
                .serviceUrl(options.pulsarUrl())
                .topic(options.rulesTopic())
                .subscription(options.subscription() + "-rules")
                .start(StartPosition.EARLIEST)
                .build(),
            WatermarkStrategy.noWatermarks(),
            "rules")
        .setParallelism(1)
        .uid("rules-v1");
  }

  private static void describe(ConfigOption<?> option) {
    String value = option.hasDefaultValue() ? " [" + option.defaultValue() + "]" : "";
    System.out.println("  --" + option.key() + value);
  }
}
