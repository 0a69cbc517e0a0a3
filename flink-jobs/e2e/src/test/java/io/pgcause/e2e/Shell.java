package io.pgcause.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A shell in a folder, as somebody has who follows a README; the first failure ends it. */
final class Shell {

  /** Set for everything a block starts, so that a build among it does not begin with READMEs. */
  static final String INSIDE = "PGCAUSE_INSIDE_README";

  /** A block may build and test the whole project. */
  private static final Duration PATIENCE = Duration.ofMinutes(45);

  private static final int SHOWN_LINES = 60;

  private final Path folder;

  Shell(Path folder) {
    this.folder = folder;
  }

  /**
   * Runs {@code commands} with nobody at the keyboard; returns when they have ended well.
   *
   * @param where they come from, for whoever has to mend them
   * @param log gets all they say
   * @throws AssertionError with the last they said, when they failed or did not end
   */
  void run(String where, String commands, Path log) throws IOException, InterruptedException {
    Files.createDirectories(log.getParent());
    ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands);
    shell.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
    shell.redirectInput(Path.of("/dev/null").toFile());
    shell.environment().put(INSIDE, "true");
    Process process = shell.start();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw failure(where, "did not end within " + PATIENCE, log);
      }
      if (process.exitValue() != 0) {
        throw failure(where, "ended with " + process.exitValue(), log);
      }
    } finally {
      // What is left of a shell that did not end; one that did may have started a server on
      // purpose.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static AssertionError failure(String where, String what, Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
    return new AssertionError(
        "%s %s; all it said is in %s, the end of it:%n%s"
            .formatted(where, what, log, String.join(System.lineSeparator(), last)));
  }
}
