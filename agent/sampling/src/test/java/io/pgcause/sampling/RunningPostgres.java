package io.pgcause.sampling;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A real server of one major with a role {@code watcher} that has pg_monitor and nothing else. */
final class RunningPostgres implements AutoCloseable {

  static final int NEWEST = 18;

  private final EmbeddedPostgres.Builder builder;
  private final Path data;
  private EmbeddedPostgres postgres;

  private RunningPostgres(EmbeddedPostgres.Builder builder, Path data) throws IOException {
    this.builder = builder;
    this.data = data;
    this.postgres = builder.start();
  }

  static RunningPostgres start(int major, Map<String, String> settings)
      throws IOException, SQLException {
    Path data = Files.createTempDirectory("pgcause-sampling").resolve("data");
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPGStartupWait(Duration.ofSeconds(60));
    settings.forEach(builder::setServerConfig);
    if (major != NEWEST) {
      Path binaries = Path.of("target/postgres/" + major + "/postgres-linux-x86_64.txz");
      builder.setPgBinaryResolver((system, machine) -> Files.newInputStream(binaries));
    }
    RunningPostgres server = new RunningPostgres(builder, data);
    builder.setPort(server.postgres.getPort());
    server.execute("create role watcher login", "grant pg_monitor to watcher");
    return server;
  }

  void stop() throws IOException {
    postgres.close();
  }

  void startAgain() throws IOException {
    postgres = builder.start();
  }

  Path data() {
    return data;
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
  }

  /** What a sampler on the same host needs, without the log. */
  SamplingTarget target(String user) {
    return new SamplingTarget(url(), user, () -> "", true, Optional.empty());
  }

  Connection connect(String application) throws SQLException {
    return DriverManager.getConnection(url() + "?ApplicationName=" + application, "postgres", "");
  }

  /** A connection whose backend is known. */
  record Client(Connection connection, int pid) {}

  Client client(String application) throws SQLException {
    Connection connection = connect(application);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return new Client(connection, row.getInt(1));
    }
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = connect("test");
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  long number(String query) throws SQLException {
    try (Connection connection = connect("test");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
    try (Stream<Path> files = Files.walk(data.getParent())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
