package io.pgcause.flow.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.util.ParameterTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobOptionsTest {

  @Test
  void brokerAndStoreAreEnoughAndTheRestHasDefaults() {
    JobOptions options = parse("--pulsar.url", "pulsar://b:6650", "--store.url", "jdbc:x");

    assertThat(options.framesTopic()).isEqualTo("frames.v1");
    assertThat(options.rulesTopic()).isEqualTo("rules.v1");
    assertThat(options.store().user()).isEqualTo("pgcause_writer");
    assertThat(options.forgetAfter()).isEqualTo(Duration.ofHours(48));
    assertThat(options.anomalyMetrics()).contains("postgresql.commits");
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    assertThatThrownBy(
            () ->
                parse(
                    "--store.flush-interval", "soon",
                    "--anomaly.metrics", "postgresql.comits",
                    "--store.password-file", "/nowhere/password",
                    "--stor.user", "me"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("6 problems")
        .hasMessageContaining("pulsar.url: missing")
        .hasMessageContaining("store.url: missing")
        .hasMessageContaining("store.flush-interval: ")
        .hasMessageContaining("no metric \"postgresql.comits\"")
        .hasMessageContaining("file /nowhere/password cannot be read")
        .hasMessageContaining("stor.user: unknown option");
  }

  @Test
  void passwordComesFromItsFileAndIsNeverShown(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "secret\n");

    JobOptions options =
        parse(
            "--pulsar.url", "pulsar://b:6650",
            "--store.url", "jdbc:x",
            "--store.password-file", file.toString());

    assertThat(options.store().password()).isEqualTo("secret");
    assertThat(options.toString()).doesNotContain("secret");
  }

  private static JobOptions parse(String... arguments) {
    return JobOptions.from(ParameterTool.fromArgs(arguments).getConfiguration());
  }
}
