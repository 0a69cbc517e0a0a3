package io.pgcause.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person does with psql: statements in, rows of text out. Times are in UTC. */
final class Session implements AutoCloseable {

  private static final Pattern VARIABLE = Pattern.compile(":'(\\w+)'");

  private final Connection connection;

  Session(Connection connection) throws SQLException {
    this.connection = connection;
    execute("set time zone 'UTC'");
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** How many rows a statement changed. */
  int update(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  /** Rows as {@code value|value}, without a value for null. */
  List<String> rows(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      int columns = result.getMetaData().getColumnCount();
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          String value = result.getString(column);
          row.add(value == null ? "" : value);
        }
        rows.add(String.join("|", row));
      }
      return rows;
    }
  }

  /** The rows of the shipped query {@code name}, its psql variables set as given. */
  List<String> run(String name, Map<String, String> variables) throws SQLException, IOException {
    try (InputStream in = FamilyTable.class.getResourceAsStream("queries/" + name + ".sql")) {
      Matcher query = VARIABLE.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return rows(query.replaceAll(found -> literal(variables, found.group(1))));
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static String literal(Map<String, String> variables, String name) {
    if (!variables.containsKey(name)) {
      throw new IllegalArgumentException("no value for :'" + name + "', only for " + variables);
    }
    return Matcher.quoteReplacement("'" + variables.get(name) + "'");
  }
}
