package io.pgcause.e2e;

import io.pgcause.flow.job.JobOptions;
import io.pgcause.flow.job.MetricsJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@link LiveJob} runs as a process: the real job with its real options on a local Flink
 * cluster. It ends when the job does, and when its standard input does, that is with its parent.
 */
final class JobMain {

  /** System properties: where checkpoints go, how parallel, and what to restore if anything. */
  static final String FOLDER = "pgcause.e2e.folder";

  static final String PARALLELISM = "pgcause.e2e.parallelism";
  static final String CHECKPOINT = "pgcause.e2e.checkpoint";

  private static final Logger LOG = LoggerFactory.getLogger(JobMain.class);
  private static final Duration CHECKPOINTS = Duration.ofSeconds(2);
  private static final int KEPT_CHECKPOINTS = 1_000;
  private static final MemorySize NETWORK = MemorySize.ofMebiBytes(64);

  private JobMain() {}

  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(
            Integer.getInteger(PARALLELISM), configuration());
    JobOptions options = JobOptions.from(ParameterTool.fromArgs(args).getConfiguration());
    MetricsJob.submit(environment, options)
        .getJobExecutionResult()
        .whenComplete((result, failure) -> end(failure));
    awaitParent();
    Runtime.getRuntime().halt(0);
  }

  private static Configuration configuration() {
    Path folder = Path.of(System.getProperty(FOLDER));
    String checkpoint = System.getProperty(CHECKPOINT);
    Configuration configuration =
        new Configuration()
            .set(CoreOptions.TMP_DIRS, folder.toString())
            .set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK)
            .set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK)
            .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16))
            .set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(5))
            .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINTS)
            .set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, KEPT_CHECKPOINTS)
            .set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    if (checkpoint != null) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint);
    }
    return configuration;
  }

  private static void end(@Nullable Throwable failure) {
    LOG.error("event=job_ended", failure);
    Runtime.getRuntime().halt(1);
  }

  private static void awaitParent() throws IOException {
    int read = System.in.read();
    while (read != -1) {
      read = System.in.read();
    }
  }
}
