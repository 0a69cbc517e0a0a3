package io.pgcause.pulsar;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A local job that tallies a source; cancelled on close unless it has ended. */
final class JobFixture implements AutoCloseable {

  static final Duration NO_CHECKPOINTS = Duration.ZERO;
  static final Duration OFTEN = Duration.ofMillis(200);

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int ANSWER_SECONDS = 60;

  private final JobClient client;
  private final CompletableFuture<JobExecutionResult> result;

  private JobFixture(JobClient client) {
    this.client = client;
    this.result = client.getJobExecutionResult();
  }

  static JobFixture start(
      PulsarSource<Long> source, String run, int parallelism, Duration checkpoints, Path dir)
      throws Exception {
    return start(source, run, parallelism, checkpoints, dir, null);
  }

  static JobFixture start(
      PulsarSource<Long> source,
      String run,
      int parallelism,
      Duration checkpoints,
      Path dir,
      @Nullable String savepoint)
      throws Exception {
    Configuration configuration = configuration(dir);
    if (savepoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    if (!checkpoints.isZero()) {
      env.enableCheckpointing(checkpoints.toMillis());
    }
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "numbers")
        .uid("numbers-v1")
        .process(new Tally(run))
        .uid("tally-v1")
        .sinkTo(new DiscardingSink<>())
        .uid("discard-v1");
    return new JobFixture(env.executeAsync(run));
  }

  static Configuration configuration(Path dir) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, dir.toUri().toString());
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 2);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
    return configuration;
  }

  JobClient client() {
    return client;
  }

  String stopWithSavepoint(Path dir) throws Exception {
    String savepoint =
        client
            .stopWithSavepoint(false, dir.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(ANSWER_SECONDS, TimeUnit.SECONDS);
    awaitEnd();
    return savepoint;
  }

  /** Waits until the condition holds; fails at once when the job has failed. */
  void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(LIMIT)
        .failFast("the job failed", () -> client.getJobStatus().get() == JobStatus.FAILED)
        .until(condition);
  }

  void awaitEnd() throws Exception {
    result.get(ANSWER_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    if (!result.isDone()) {
      client.cancel().orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
    }
  }
}
