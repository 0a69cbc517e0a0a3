package io.pgcause.e2e;

import io.pgcause.flow.job.JobOptions;
import io.pgcause.flow.job.MetricsJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The real job on a Flink cluster of its own, in this process. It may be killed and restored in a
 * new cluster from any checkpoint it has made, not only from the last: all are kept. Used by one
 * thread.
 */
final class LiveJob implements AutoCloseable {

  private static final Duration CHECKPOINTS = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int KEPT_CHECKPOINTS = 1_000;
  private static final String METADATA = "_metadata";
  private static final String CHECKPOINT = "chk-";

  private final JobOptions options;
  private final int parallelism;
  private final Path folder;
  private JobClient client;
  private CompletableFuture<JobExecutionResult> end;
  private boolean killed;

  private LiveJob(JobOptions options, int parallelism, Path folder) throws Exception {
    this.options = options;
    this.parallelism = parallelism;
    this.folder = folder;
    client = submit(null);
    end = client.getJobExecutionResult();
  }

  /** Submits the job. It need not run yet: sources wait for their topics, and sinks for rows. */
  static LiveJob start(JobOptions options, int parallelism, Path folder) throws Exception {
    return new LiveJob(options, parallelism, folder);
  }

  /** Waits for a checkpoint that began after this call, and returns it. */
  Path awaitCheckpoint() {
    // The one after the newest may have begun already.
    long fresh = newestCheckpoint().map(LiveJob::number).orElse(0L) + 2;
    Awaitility.await("a checkpoint")
        .atMost(PATIENCE)
        .failFast("the job failed", this::hasFailed)
        .until(() -> newestCheckpoint().filter(each -> number(each) >= fresh).isPresent());
    return newestCheckpoint().orElseThrow();
  }

  /** The checkpoint made last by the job that runs now, or ran last. */
  Optional<Path> newestCheckpoint() {
    Path own = folder.resolve("checkpoints").resolve(client.getJobID().toString());
    if (!Files.isDirectory(own)) {
      return Optional.empty();
    }
    try (Stream<Path> checkpoints = Files.list(own)) {
      return checkpoints
          .filter(each -> Files.exists(each.resolve(METADATA)))
          .max(Comparator.comparing(LiveJob::number));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it ended without being told to. */
  boolean hasFailed() {
    return end.isDone() && !killed;
  }

  /** Cancels the job without a savepoint, wherever it is; returns when it has ended. */
  void kill() {
    killed = true;
    client.cancel().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    end.handle((result, cancelled) -> "ended")
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** Submits the job again, in another cluster, with the state of {@code checkpoint}. */
  void restore(Path checkpoint) throws Exception {
    client = submit(checkpoint);
    end = client.getJobExecutionResult();
    killed = false;
  }

  @Override
  public void close() {
    if (!end.isDone()) {
      kill();
    }
  }

  private JobClient submit(@Nullable Path checkpoint) throws Exception {
    MemorySize network = MemorySize.ofMebiBytes(64);
    Configuration configuration =
        new Configuration()
            .set(CoreOptions.TMP_DIRS, folder.toString())
            .set(TaskManagerOptions.NETWORK_MEMORY_MIN, network)
            .set(TaskManagerOptions.NETWORK_MEMORY_MAX, network)
            .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16))
            .set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(5))
            .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS)
            .set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, KEPT_CHECKPOINTS)
            .set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION)
            .set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
    if (checkpoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.toUri().toString());
    }
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    return MetricsJob.submit(environment, options);
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring(CHECKPOINT.length()));
  }
}
