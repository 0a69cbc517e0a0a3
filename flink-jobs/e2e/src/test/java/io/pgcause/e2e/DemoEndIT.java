package io.pgcause.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A demo that is ended by a signal, as Ctrl-C does. */
class DemoEndIT {

  private static final Path HOME = Path.of(System.getProperty("pgcause.home"));

  @TempDir(cleanup = CleanupMode.NEVER)
  Path temporary;

  private Process demo;

  @AfterEach
  void killWhatIsLeft() {
    demo.destroyForcibly();
    processesOfTheDemo().forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void endedInTheMiddleItLeavesNoProcessAndNoFolder() throws Exception {
    startDemo();
    await().atMost(Duration.ofMinutes(2)).until(() -> said().contains("trouble begins"));
    assertThat(processesOfTheDemo()).isNotEmpty();

    demo.destroy();

    assertThat(demo.waitFor(60, TimeUnit.SECONDS)).isTrue();
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(processesOfTheDemo()).isEmpty());
    assertThat(foldersOfTheDemo()).isEmpty();
  }

  @Test
  void endedWhileItStartsItLeavesNoProcessAndNoFolder() throws Exception {
    startDemo();
    await().atMost(Duration.ofMinutes(2)).until(() -> !foldersOfTheDemo().isEmpty());
    await().atMost(Duration.ofMinutes(2)).until(() -> !processesOfTheDemo().isEmpty());

    demo.destroy();

    assertThat(demo.waitFor(90, TimeUnit.SECONDS)).isTrue();
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(processesOfTheDemo()).isEmpty());
    assertThat(foldersOfTheDemo()).isEmpty();
  }

  private void startDemo() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(HOME.resolve("pgcause").toString(), "demo");
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    builder.redirectErrorStream(true).redirectOutput(temporary.resolve("said").toFile());
    demo = builder.start();
  }

  private String said() throws IOException {
    return Files.readString(temporary.resolve("said"));
  }

  private List<Path> foldersOfTheDemo() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("pgcause-demo-"))
          .toList();
    }
  }

  /** Broker and servers name the folder in their command lines; so does nobody else. */
  private List<ProcessHandle> processesOfTheDemo() {
    String folder = temporary.resolve("pgcause-demo-").toString();
    return ProcessHandle.allProcesses()
        .filter(each -> each.info().commandLine().filter(line -> line.contains(folder)).isPresent())
        .toList();
  }
}
