package io.pgcause.demo;

import io.pgcause.flow.job.JobOptions;
import io.pgcause.flow.job.MetricsJob;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster in this process, with its web page, running the live job. */
public final class LocalFlink implements AutoCloseable {

  private static final MemorySize NETWORK = MemorySize.ofMebiBytes(64);
  private static final Duration CLOSE = Duration.ofSeconds(15);

  private final JobClient job;
  private final int port;

  private LocalFlink(JobClient job, int port) {
    this.job = job;
    this.port = port;
  }

  /**
   * Starts the cluster and submits the job.
   *
   * @param port of the web page
   * @param folder for checkpoints and temporary files
   */
  public static LocalFlink start(JobOptions options, int port, int parallelism, Path folder)
      throws Exception {
    Configuration configuration =
        new Configuration()
            .set(RestOptions.BIND_PORT, Integer.toString(port))
            .set(RestOptions.PORT, port)
            .set(RestOptions.BIND_ADDRESS, "127.0.0.1")
            .set(WebOptions.SUBMIT_ENABLE, false)
            .set(CoreOptions.TMP_DIRS, folder.toString())
            .set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK)
            .set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK)
            .set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16))
            .set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(5))
            .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(5))
            .set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString())
            .set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay")
            .set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                Duration.ofMillis(500))
            .set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                Duration.ofSeconds(10));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(configuration);
    environment.setParallelism(parallelism);
    return new LocalFlink(MetricsJob.submit(environment, options), port);
  }

  /** Address of the job's page. */
  public String page() {
    return "http://127.0.0.1:" + port + "/#/job/running/" + job.getJobID() + "/overview";
  }

  /** The job's state, as Flink names it. */
  public String status() throws Exception {
    return job.getJobStatus().get(5, TimeUnit.SECONDS).name();
  }

  /**
   * Cancels the job, which ends the cluster.
   *
   * @throws IOException when it has not ended within 15 s
   */
  @Override
  public void close() throws IOException {
    try {
      job.cancel().get(CLOSE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the job did not end", e);
    }
  }
}
