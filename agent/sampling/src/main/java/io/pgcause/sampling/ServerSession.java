package io.pgcause.sampling;

import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the server, read-only and with the server's own timeouts set, and what does not
 * change while it lives. Each statement is a transaction of its own: one that fails leaves no trace
 * in the next. Used by one thread, except {@link #abort}.
 */
final class ServerSession {

  private static final String APPLICATION = "pgcause-agent";

  private static final String FACTS =
      """
      select pg_has_role('pg_monitor', 'usage') as pg_monitor,
        pg_has_role('pg_read_all_stats', 'usage') as pg_read_all_stats,
        (select setting from pg_settings where name = 'data_directory') as data_directory
      """;

  private final Connection connection;
  private final int major;
  private final Map<String, Boolean> roles = new HashMap<>();
  private final Map<VersionedSql, PreparedStatement> statements = new HashMap<>();
  private final PreparedStatement ping;
  private @Nullable Path dataDirectory;

  private ServerSession(Connection connection) throws SQLException {
    this.connection = connection;
    this.major = connection.getMetaData().getDatabaseMajorVersion();
    this.ping = connection.prepareStatement("select 1");
  }

  /** Connects; takes at most the limit for connecting and that for the first answers. */
  static ServerSession open(SamplingTarget target, ServerLimits limits) throws SQLException {
    Connection connection = DriverManager.getConnection(target.jdbcUrl(), login(target, limits));
    try {
      connection.setNetworkTimeout(Runnable::run, (int) limits.answer().toMillis());
      ServerSession session = new ServerSession(connection);
      session.prepare(limits);
      return session;
    } catch (SQLException e) {
      connection.abort(Runnable::run);
      throw e;
    }
  }

  /** The major version of the server. */
  int major() {
    return major;
  }

  /** The data directory; null when the role may not know it. */
  @Nullable Path dataDirectory() {
    return dataDirectory;
  }

  /** Asks the server for a sign of life. */
  void ping() throws SQLException {
    ping.executeQuery().close();
  }

  /**
   * The statement of {@code sql} for this server; the same one until the session ends.
   *
   * @throws NotEvaluableException when this server or this role cannot run it
   */
  PreparedStatement statement(VersionedSql sql) throws SQLException, NotEvaluableException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      String role = sql.neededRole(major);
      String text = sql.text(major);
      if (role != null && !roles.getOrDefault(role, false)) {
        throw new NotEvaluableException(
            "the role lacks the privileges of " + role + "; grant pg_monitor to it");
      }
      statement = connection.prepareStatement(text);
      statements.put(sql, statement);
    }
    return statement;
  }

  /** Whether {@code e} says that this session is over, not just a statement. */
  boolean isLost(SQLException e) {
    String state = e.getSQLState();
    if (state != null && (state.startsWith("08") || state.startsWith("57P0"))) {
      return true;
    }
    try {
      return connection.isClosed();
    } catch (SQLException closing) {
      e.addSuppressed(closing);
      return true;
    }
  }

  /** Whether {@code e} says that the server kept silent for longer than allowed. */
  static boolean isSilence(SQLException e) {
    return e.getCause() instanceof SocketTimeoutException;
  }

  /** Ends the connection without asking the server; a query under way fails. Any thread. */
  void abort() throws SQLException {
    connection.abort(Runnable::run);
  }

  private static Properties login(SamplingTarget target, ServerLimits limits) {
    Properties login = new Properties();
    login.setProperty("user", target.user());
    String password = target.password().get();
    if (!password.isEmpty()) {
      login.setProperty("password", password);
    }
    String seconds = Long.toString(limits.connect().toSeconds());
    login.setProperty("connectTimeout", seconds);
    login.setProperty("loginTimeout", seconds);
    login.setProperty("socketTimeout", seconds);
    login.setProperty("tcpKeepAlive", "true");
    login.setProperty("ApplicationName", APPLICATION);
    return login;
  }

  /** By SET and not by startup options: parameters of the URL would win over those. */
  private void prepare(ServerLimits limits) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "set application_name = '%s'; set search_path = pg_catalog; set jit = off;"
                  .formatted(APPLICATION)
              + "set default_transaction_read_only = on;"
              + "set statement_timeout = %d; set lock_timeout = %d"
                  .formatted(limits.statement().toMillis(), limits.lock().toMillis()));
      try (ResultSet facts = statement.executeQuery(FACTS)) {
        facts.next();
        roles.put("pg_monitor", facts.getBoolean("pg_monitor"));
        roles.put("pg_read_all_stats", facts.getBoolean("pg_read_all_stats"));
        String folder = facts.getString("data_directory");
        dataDirectory = folder == null ? null : Path.of(folder);
      }
    }
  }
}
