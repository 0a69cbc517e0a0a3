package io.pgcause.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** What another connection sees of the store: only what is committed. */
record Store(DataSource source) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A row of pgcause.alert, as far as tests look at it. */
  record AlertRow(
      String ruleId,
      String instanceId,
      String rootNode,
      JsonNode path,
      JsonNode subject,
      List<String> advice,
      Instant matchedAt,
      Instant committedAt) {

    List<String> pathNodes() {
      return path.findValuesAsText("node");
    }

    /** From the sample that completed the pattern to the insert. */
    Duration latency() {
      return Duration.between(matchedAt, committedAt);
    }
  }

  /** A row of pgcause.dead_letter, as far as tests look at it. */
  record LetterRow(String instanceId, String reason) {}

  /** What one row of pgcause.rollup_1m is about. */
  record Series(String instanceId, Instant bucket, String metric, String object)
      implements Comparable<Series> {

    private static final Comparator<Series> ORDER =
        Comparator.comparing(Series::instanceId)
            .thenComparing(Series::bucket)
            .thenComparing(Series::metric)
            .thenComparing(Series::object);

    @Override
    public int compareTo(Series other) {
      return ORDER.compare(this, other);
    }
  }

  long rows(String table) throws SQLException {
    return number("select count(*) from pgcause." + table);
  }

  /** The value of a query with one row and one column. */
  long number(String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Rows of {@code table} by instance. */
  Map<String, Long> rowsByInstance(String table) throws SQLException {
    String sql = "select instance_id, count(*) from pgcause." + table + " group by 1";
    Map<String, Long> rows = new TreeMap<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.put(row.getString(1), row.getLong(2));
      }
    }
    return rows;
  }

  /** Alerts of {@code ruleId}, oldest first. */
  List<AlertRow> alerts(String ruleId) throws SQLException {
    String sql = "select * from pgcause.alert where rule_id = ? order by matched_at";
    List<AlertRow> alerts = new ArrayList<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, ruleId);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          alerts.add(
              new AlertRow(
                  ruleId,
                  row.getString("instance_id"),
                  row.getString("root_node"),
                  json(row, "path"),
                  json(row, "subject"),
                  List.of((String[]) row.getArray("advice").getArray()),
                  instant(row, "matched_at"),
                  instant(row, "committed_at")));
        }
      }
    }
    return alerts;
  }

  List<LetterRow> deadLetters() throws SQLException {
    List<LetterRow> letters = new ArrayList<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select instance_id, reason from pgcause.dead_letter");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        letters.add(new LetterRow(row.getString(1), row.getString(2)));
      }
    }
    return letters;
  }

  /** Rollups of the minutes before {@code end}. */
  Map<Series, RollupValues> rollupsBefore(Instant end) throws SQLException {
    Map<Series, RollupValues> rollups = new TreeMap<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("select * from pgcause.rollup_1m where bucket < ?")) {
      statement.setObject(1, end.atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rollups.put(series(row), RollupValues.of(row));
        }
      }
    }
    return rollups;
  }

  private static Series series(ResultSet row) throws SQLException {
    return new Series(
        row.getString("instance_id"),
        instant(row, "bucket"),
        row.getString("metric"),
        row.getString("object"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static JsonNode json(ResultSet row, String column) throws SQLException {
    try {
      return JSON.readTree(row.getString(column));
    } catch (JsonProcessingException e) {
      throw new SQLException("column " + column + " holds no JSON", e);
    }
  }
}
