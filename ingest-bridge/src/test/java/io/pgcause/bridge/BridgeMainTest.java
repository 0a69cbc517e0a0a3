package io.pgcause.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BridgeMainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void helpShowsAnExample() {
    assertThat(run("--help")).isZero();
    assertThat(text(out))
        .contains("--listen HOST:PORT")
        .contains("pgcause-bridge --insecure --listen 127.0.0.1:7654");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    int status =
        run(
            "--listen", "7654",
            "--max-frame-size", "1 meg",
            "--window", "0",
            "--idle-timeout", "soon",
            "--pulsar", "http://127.0.0.1:8080",
            "--max-frame-sise", "1MiB");
    assertThat(status).isEqualTo(2);
    assertThat(text(err).lines())
        .containsExactly(
            "pgcause-bridge: 6 problems",
            "  arguments: Unknown options: '--max-frame-sise', '1MiB'",
            "  listen: \"7654\" is not host:port; write 127.0.0.1:7654",
            "  max-frame-size: \"1 meg\" is not a size; write 1MiB",
            "  idle-timeout: \"soon\" is not a time; write 30s",
            "  window: expected 1 to 65536, found 0",
            "  pulsar: expected pulsar://host:port, found \"http://127.0.0.1:8080\"",
            "pgcause-bridge --help lists the options");
  }

  @Test
  void plainTcpThatWasNotAskedForIsRefusedBeforeTheBrokerIsCalled() {
    assertThat(run("--pulsar", "pulsar://127.0.0.1:1")).isEqualTo(2);
    assertThat(text(err)).startsWith("this bridge has no TLS: add --insecure");
  }

  @Test
  void everyOptionReachesItsSetting() {
    BridgeCommand.Settings settings =
        BridgeCommand.parse(
                "--insecure",
                "--listen",
                "[::1]:0",
                "--pulsar",
                "pulsar://broker:6650",
                "--topic",
                "persistent://a/b/c",
                "--max-frame-size",
                "512KiB",
                "--window",
                "7",
                "--max-in-flight",
                "8MiB",
                "--max-connections",
                "9",
                "--idle-timeout",
                "2m",
                "--frame-timeout",
                "1500ms",
                "--drain-timeout",
                "4s",
                "--send-timeout",
                "5s")
            .settings();
    assertThat(settings.bridge())
        .isEqualTo(
            BridgeOptions.builder()
                .listen("::1", 0)
                .insecure(true)
                .maxPayloadBytes(512 << 10)
                .window(7)
                .maxInFlightBytes(8 << 20)
                .maxConnections(9)
                .idleTimeout(Duration.ofMinutes(2))
                .frameTimeout(Duration.ofMillis(1_500))
                .drainTimeout(Duration.ofSeconds(4))
                .build());
    assertThat(settings.pulsar())
        .isEqualTo(
            PulsarOptions.builder()
                .serviceUrl("pulsar://broker:6650")
                .topic("persistent://a/b/c")
                .sendTimeout(Duration.ofSeconds(5))
                .build());
  }

  @Test
  void theDefaultsOfTheCommandLineAreThoseOfTheOptions() {
    BridgeCommand.Settings settings = BridgeCommand.parse().settings();
    assertThat(settings.bridge())
        .isEqualTo(BridgeOptions.builder().listen("127.0.0.1", 7654).build());
    assertThat(settings.pulsar()).isEqualTo(PulsarOptions.builder().build());
  }

  private int run(String... args) {
    return BridgeMain.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        args);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
