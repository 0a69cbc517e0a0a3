package io.pgcause.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * The real job on a Flink cluster in a process of its own. It may be killed as a crash would, and
 * restored in another process from any checkpoint it has made, not only from the last: all are
 * kept. Used by one thread.
 */
final class LiveJob implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path LOG = Path.of("target", "e2e-job.log");
  private static final String METADATA = "_metadata";
  private static final String CHECKPOINT = "chk-";

  private final List<String> options;
  private final int parallelism;
  private final Path folder;
  private int runs;
  private Path checkpoints;
  private Process process;
  private boolean killed;

  private LiveJob(List<String> options, int parallelism, Path folder) throws IOException {
    this.options = List.copyOf(options);
    this.parallelism = parallelism;
    this.folder = folder;
    checkpoints = nextCheckpoints();
    process = launch(null);
  }

  /**
   * Starts the job; it does not run yet when this returns.
   *
   * @param options as on the job's command line
   */
  static LiveJob start(List<String> options, int parallelism, Path folder) throws IOException {
    return new LiveJob(options, parallelism, folder);
  }

  /** Waits for a checkpoint that began after this call, and returns it. */
  Path awaitCheckpoint() {
    // The one after the newest may have begun already.
    long fresh = newestCheckpoint().map(LiveJob::number).orElse(0L) + 2;
    Awaitility.await("a checkpoint")
        .atMost(PATIENCE)
        .failFast("the job ended, see " + LOG, this::hasFailed)
        .until(() -> newestCheckpoint().filter(each -> number(each) >= fresh).isPresent());
    return newestCheckpoint().orElseThrow();
  }

  /** Whether it ended without being told to. */
  boolean hasFailed() {
    return !process.isAlive() && !killed;
  }

  /** Kills the process (SIGKILL), wherever it is; returns when it is gone. */
  void kill() {
    killed = true;
    process.destroyForcibly().onExit().join();
  }

  /** Starts the job again with the state of {@code checkpoint}. */
  void restore(Path checkpoint) throws IOException {
    checkpoints = nextCheckpoints();
    process = launch(checkpoint);
    killed = false;
  }

  @Override
  public void close() {
    kill();
  }

  private Path nextCheckpoints() throws IOException {
    runs++;
    return Files.createDirectories(folder.resolve("run-" + runs));
  }

  private Process launch(@Nullable Path checkpoint) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-Dpgcause.log=" + LOG));
    command.add("-D" + JobMain.FOLDER + "=" + checkpoints);
    command.add("-D" + JobMain.PARALLELISM + "=" + parallelism);
    if (checkpoint != null) {
      command.add("-D" + JobMain.CHECKPOINT + "=" + checkpoint.toUri());
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), JobMain.class.getName()));
    command.addAll(options);
    File output = LOG.toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
        .start();
  }

  /** Flink makes a folder of its own for each job in the one it is given. */
  private Optional<Path> newestCheckpoint() {
    try (Stream<Path> made = Files.find(checkpoints, 2, (file, attributes) -> isComplete(file))) {
      return made.max(Comparator.comparing(LiveJob::number));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isComplete(Path file) {
    return file.getFileName().toString().startsWith(CHECKPOINT)
        && Files.exists(file.resolve(METADATA));
  }

  private static long number(Path checkpoint) {
    return Long.parseLong(checkpoint.getFileName().toString().substring(CHECKPOINT.length()));
  }
}
