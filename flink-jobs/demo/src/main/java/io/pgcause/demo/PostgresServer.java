package io.pgcause.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A PostgreSQL 18 of its own, on loopback, from the binaries that Maven brings. Works for root too:
 * PostgreSQL then runs in a user namespace in which nobody is root.
 */
public final class PostgresServer implements AutoCloseable {

  private static final Duration STARTUP = Duration.ofSeconds(60);

  private final EmbeddedPostgres postgres;
  private final Path data;

  private PostgresServer(EmbeddedPostgres postgres, Path data) {
    this.postgres = postgres;
    this.data = data;
  }

  /**
   * Starts a server.
   *
   * @param binaries folder in which the unpacked binaries are kept for the next time
   * @param data folder that does not exist yet
   * @param port 0 for a free one
   * @param settings as in postgresql.conf
   */
  public static PostgresServer start(
      Path binaries, Path data, int port, Map<String, String> settings) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setOverrideWorkingDirectory(binaries.toFile())
            .setDataDirectory(data)
            .setCleanDataDirectory(true)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(STARTUP);
    if (port != 0) {
      builder.setPort(port);
    }
    settings.forEach(builder::setServerConfig);
    return new PostgresServer(builder.start(), data);
  }

  public int port() {
    return postgres.getPort();
  }

  /** The data directory. */
  public Path data() {
    return data;
  }

  /** JDBC URL of {@code database}. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
  }

  /** Connections of the superuser to {@code database}. */
  public DataSource dataSource(String database) {
    return postgres.getDatabase("postgres", database);
  }

  /**
   * A connection.
   *
   * @param application name that pg_stat_activity shows
   */
  public Connection connect(String database, String user, String application) throws SQLException {
    return DriverManager.getConnection(url(database) + "?ApplicationName=" + application, user, "");
  }

  /** Runs {@code statements} as superuser, one after the other. */
  public void execute(String database, String... statements) throws SQLException {
    try (Connection connection = connect(database, "postgres", "pgcause-demo");
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
