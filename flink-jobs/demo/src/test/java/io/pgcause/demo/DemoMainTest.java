package io.pgcause.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoMainTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void unknownOptionIsNamedInOneLine() {
    assertThat(run("--onse")).isEqualTo(2);

    assertThat(errors())
        .containsExactly("pgcause demo: Unknown option: '--onse' (see ./pgcause demo --help)");
  }

  @Test
  void everyProblemIsToldAtOnce() {
    assertThat(run("--agents", "6", "--interval", "soon", "--rules", "/nowhere")).isEqualTo(2);

    assertThat(errors())
        .containsExactlyInAnyOrder(
            "pgcause demo: --agents: 6 is not 1 to 5",
            "pgcause demo: --interval: \"soon\" is not a time; write 1s or 1m",
            "pgcause demo: --rules: there is no folder /nowhere");
  }

  @Test
  void portThatIsTakenIsToldBeforeAnythingStarts(@TempDir Path rules) throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(other.getLocalPort());

      assertThat(run("--bridge-port", port, "--rules", rules.toString())).isEqualTo(2);

      assertThat(errors())
          .containsExactly(
              "pgcause demo: --bridge-port: port "
                  + port
                  + " is taken; give another one or leave the option away");
    }
  }

  @Test
  void spoolThatCannotBeWrittenIsToldBeforeAnythingStarts(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");

    assertThat(run("--spool", file.toString(), "--rules", folder.toString())).isEqualTo(2);

    assertThat(errors()).singleElement().asString().contains("--spool: " + file);
  }

  @Test
  void helpShowsExamples() {
    assertThat(run("--help")).isZero();
  }

  private int run(String... args) {
    return DemoMain.run(new PrintStream(said, true, StandardCharsets.UTF_8), args);
  }

  private String[] errors() {
    return said.toString(StandardCharsets.UTF_8).strip().split("\\R");
  }
}
