package io.pgcause.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgcause.wire.frame.FrameType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent as a process that is killed, told to end, and started again. */
final class AgentProcessIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path temp;
  private @Nullable Process agent;

  @AfterEach
  void end() throws InterruptedException {
    if (agent != null) {
      agent.destroyForcibly().waitFor();
    }
  }

  @Test
  void anAgentThatIsKilledSendsEverythingAfterItsNextStart() throws Exception {
    int port = TestBridge.freePort();
    Process first = start(port);
    await().atMost(PATIENCE).until(() -> framesOnDisk() >= 3);
    first.destroyForcibly().waitFor();
    long spooled = framesOnDisk();
    try (TestBridge bridge = TestBridge.storing()) {
      start(bridge.port());
      await().atMost(PATIENCE).until(() -> bridge.stored.size() > spooled);
      assertThat(bridge.arrivals.stream().map(TestBridge.Arrival::sequence).toList())
          .startsWith(LongStream.rangeClosed(1, spooled + 1).boxed().toArray(Long[]::new));
      assertThat(bridge.arrivals.stream().map(arrival -> arrival.source().epoch()).distinct())
          .hasSize(1);
    }
  }

  @Test
  void anAgentThatIsToldToEndFlushesAndSaysBye() throws Exception {
    try (TestBridge bridge = TestBridge.storing()) {
      Process running = start(bridge.port());
      await().atMost(PATIENCE).until(() -> !bridge.stored.isEmpty());
      running.destroy();
      assertThat(running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(running.exitValue()).isEqualTo(128 + 15);
      await().until(() -> bridge.others.contains(FrameType.BYE));
      assertThat(Files.readString(log()))
          .contains("bridge=connected")
          .containsPattern("agent=stopped sampled=\\d+ acknowledged=\\d+ pending=0")
          .doesNotContain("sesame");
    }
  }

  private Process start(int port) throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    classes,
                    AgentMain.class.getName(),
                    "--bridge",
                    "127.0.0.1:" + port,
                    "--spool",
                    temp.resolve("spool").toString(),
                    "--interval",
                    "1s",
                    "--instance",
                    "db-1",
                    "--jdbc-url",
                    "jdbc:postgresql://127.0.0.1:1/none",
                    "--user",
                    "nobody"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().put("PGPASSWORD", "sesame");
    Process started = builder.start();
    agent = started;
    return started;
  }

  private Path log() {
    return temp.resolve("agent.log");
  }

  /** Counted as the next process would, in a copy. */
  private long framesOnDisk() throws Exception {
    SpoolFixture spool = new SpoolFixture(temp.resolve("spool"));
    if (!Files.exists(spool.folder().resolve("epoch"))) {
      return 0;
    }
    Path copy = Files.createTempDirectory(temp, "copy");
    try (Spool found = spool.crash(copy).open()) {
      return found.pending();
    }
  }
}
