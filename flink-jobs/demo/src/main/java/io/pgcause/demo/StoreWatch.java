package io.pgcause.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Looks at the store from outside, as a person with psql would. Used by one thread. */
public final class StoreWatch implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int KEPT_LATENCIES = 1_000;

  private final Connection connection;
  private final Clock clock;
  private final Set<String> seen = new HashSet<>();
  private final List<Duration> rowLatencies = new ArrayList<>();
  private Instant newest = Instant.EPOCH;

  public StoreWatch(Connection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /** Alerts that were committed since the last call, oldest first. */
  List<StoredAlert> newAlerts() throws SQLException {
    String sql =
        """
        select alert_id, rule_id, rule_version, title, severity, instance_id, started_at,
            matched_at, says, cause, root_node, path, subject, advice
        from pgcause.alert order by matched_at, alert_id""";
    List<StoredAlert> fresh = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        if (seen.add(row.getString("alert_id"))) {
          fresh.add(alert(row));
        }
      }
    }
    return fresh;
  }

  /** A line for each anomaly that was committed since the last call. */
  List<String> newAnomalies() throws SQLException {
    String sql =
        """
        select instance_id, metric, object, started_at, value, median, score
        from pgcause.anomaly order by started_at, metric, object""";
    List<String> fresh = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        String object = row.getString("object");
        String series =
            row.getString("instance_id")
                + " "
                + row.getString("metric")
                + (object.isEmpty() ? "" : "{" + object + "}");
        if (seen.add(series + " " + row.getString("started_at"))) {
          fresh.add(
              String.format(
                  Locale.ROOT,
                  "%s is %.3g, usually %.3g (robust z %+.1f)",
                  series,
                  row.getDouble("value"),
                  row.getDouble("median"),
                  row.getDouble("score")));
        }
      }
    }
    return fresh;
  }

  /** Notes how old the newest rows are when they become visible. */
  void noteRowLatency() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select max(at) from pgcause.metric_instance")) {
      row.next();
      OffsetDateTime at = row.getObject(1, OffsetDateTime.class);
      if (at != null && at.toInstant().isAfter(newest)) {
        newest = at.toInstant();
        if (rowLatencies.size() == KEPT_LATENCIES) {
          rowLatencies.remove(0);
        }
        rowLatencies.add(Duration.between(newest, clock.instant()));
      }
    }
  }

  /** The middle of the noted latencies; zero while there are none. */
  Duration medianRowLatency() {
    return median(rowLatencies);
  }

  static Duration median(List<Duration> durations) {
    return durations.isEmpty()
        ? Duration.ZERO
        : durations.stream().sorted().toList().get(durations.size() / 2);
  }

  /** Rows per table, for the tables a run must fill. */
  public Map<String, Long> rowCounts(List<String> tables) throws SQLException {
    Map<String, Long> counts = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement()) {
      for (String table : tables) {
        try (ResultSet row = statement.executeQuery("select count(*) from pgcause." + table)) {
          row.next();
          counts.put(table, row.getLong(1));
        }
      }
    }
    return counts;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private StoredAlert alert(ResultSet row) throws SQLException {
    Array advice = row.getArray("advice");
    try {
      return new StoredAlert(
          row.getString("alert_id"),
          row.getString("rule_id"),
          row.getInt("rule_version"),
          row.getString("title"),
          row.getString("severity"),
          row.getString("instance_id"),
          instant(row, "started_at"),
          instant(row, "matched_at"),
          clock.instant(),
          row.getString("says"),
          row.getString("cause"),
          row.getString("root_node"),
          JSON.readTree(row.getString("path")),
          JSON.readTree(row.getString("subject")),
          List.of((String[]) advice.getArray()));
    } catch (JsonProcessingException e) {
      throw new SQLException("alert " + row.getString("alert_id") + " holds no JSON", e);
    }
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
