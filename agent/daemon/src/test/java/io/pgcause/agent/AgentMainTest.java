package io.pgcause.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentMainTest {

  @TempDir Path temp;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpShowsExamplesAndExitCodes() throws Exception {
    assertThat(run("--help")).isZero();
    assertThat(out.toString())
        .contains("Usage: pgcause-agent")
        .contains("--bridge=HOST:PORT")
        .contains("Two instances, of which the second runs on another host:")
        .contains("Exit codes: 0 ended in order");
  }

  @Test
  void versionIsPrinted() throws Exception {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).startsWith("pgcause-agent ");
  }

  @Test
  void anUnknownOptionIsNamedWithTheOneItMayMean() throws Exception {
    assertThat(run(complete("--intervall", "5s"))).isEqualTo(2);
    assertThat(err).hasToString("pgcause-agent: --intervall: unknown; did you mean --interval?\n");
  }

  @Test
  void allProblemsAreReportedAtOnce() throws Exception {
    int code =
        run(
            "--bridge",
            "10.0.0.5:99999",
            "--interval",
            "10",
            "--spool-size",
            "1 meg",
            "--spool-age",
            "0s",
            "--instance",
            "db-1",
            "--jdbc-url",
            "jdbc:mysql://x/y",
            "--password-file",
            "/no/such/file",
            "--instance",
            "db-1");
    assertThat(code).isEqualTo(2);
    assertThat(err.toString().lines())
        .containsExactly(
            "pgcause-agent: 12 problems",
            "  --bridge: 10.0.0.5 is not this machine, and frames would go unencrypted: TLS does not"
                + " exist yet; run a bridge here and write 127.0.0.1:PORT",
            "  --bridge: 99999 is not a port; write 1 to 65535",
            "  --spool: missing",
            "  --interval: \"10\" is not a duration; write one like 10s, 5m, 24h or 2d",
            "  --spool-size: \"1 meg\" is not a size; write one like 512KiB, 64MiB or 1GiB",
            "  --spool-age: 0 keeps nothing; write one like 24h",
            "  --jdbc-url of instance db-1: not for PostgreSQL; write"
                + " jdbc:postgresql://HOST:PORT/DATABASE",
            "  --user of instance db-1: missing",
            "  --password-file of instance db-1: /no/such/file is not a file this user can read",
            "  --instance: db-1 stands twice; each instance has a name of its own",
            "  --jdbc-url of instance db-1: missing",
            "  --user of instance db-1: missing");
  }

  @Test
  void anIntervalOutOfRangeIsRefused() throws Exception {
    assertThat(run(complete("--interval", "2h"))).isEqualTo(2);
    assertThat(err).hasToString("pgcause-agent: --interval: 2h is out of range; write 1s to 1h\n");
  }

  @Test
  void aBridgeWithoutAPortIsRefused() throws Exception {
    List<String> arguments = new ArrayList<>(List.of(complete()));
    arguments.set(1, "localhost");
    assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
    assertThat(err)
        .hasToString(
            "pgcause-agent: --bridge: \"localhost\" is not HOST:PORT; write 127.0.0.1:7654\n");
  }

  @Test
  void aPasswordInTheUrlIsRefusedAndNotRepeated() throws Exception {
    List<String> arguments = new ArrayList<>(List.of(complete()));
    arguments.set(7, "jdbc:postgresql://127.0.0.1/postgres?password=hunter2");
    assertThat(run(arguments.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).contains("use --password-file").doesNotContain("hunter2");
  }

  @Test
  void anUnusableSpoolFolderEndsTheProcessWithOneLine() throws Exception {
    Path folder = temp.resolve("spool").resolve("db-1");
    Files.createDirectories(folder);
    Files.createSymbolicLink(folder.resolve("epoch"), Path.of("/dev/full"));
    assertThat(run(complete())).isEqualTo(2);
    assertThat(err)
        .hasToString(
            "pgcause-agent: spool folder "
                + folder
                + " cannot be used: No space left on device; make it a folder this user can write"
                + " to, or name another with --spool\n");
  }

  @Test
  void aFileInPlaceOfTheSpoolFolderEndsTheProcessWithOneLine() throws Exception {
    Files.createFile(temp.resolve("spool"));
    assertThat(run(complete())).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("pgcause-agent: spool folder " + temp.resolve("spool"))
        .contains("cannot be used: Not a directory")
        .hasLineCount(1);
  }

  private String[] complete(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--bridge",
                "127.0.0.1:1",
                "--spool",
                temp.resolve("spool").toString(),
                "--instance",
                "db-1",
                "--jdbc-url",
                "jdbc:postgresql://127.0.0.1:1/none",
                "--user",
                "nobody"));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  private int run(String... arguments) throws InterruptedException {
    return AgentMain.run(
        arguments, Map.of(), new PrintWriter(out, true), new PrintWriter(err, true));
  }
}
