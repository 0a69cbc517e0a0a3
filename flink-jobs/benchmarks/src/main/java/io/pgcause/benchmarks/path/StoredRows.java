package io.pgcause.benchmarks.path;

import io.pgcause.sql.FamilyTable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Looks from outside at how many rows are committed. Used by one thread. */
final class StoredRows implements AutoCloseable {

  private static final String ROLLUPS = "pgcause.rollup_1m";
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Connection connection;

  /** Takes over {@code connection}. */
  StoredRows(Connection connection) {
    this.connection = connection;
  }

  /**
   * Returns when every table has its rows. Looks at the small tables first: a count of the large
   * ones would cost what is being measured.
   *
   * @throws IOException when they have not come within ten minutes
   */
  void await(Map<FamilyTable, Long> expected) throws SQLException, IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Deque<FamilyTable> missing =
        expected.entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(ArrayDeque::new));
    while (!missing.isEmpty()) {
      FamilyTable table = missing.peek();
      long stored = count(table.toString());
      if (stored >= expected.get(table)) {
        missing.poll();
      } else if (System.nanoTime() > deadline) {
        throw new IOException(
            "expected %d rows in %s, found %d after %s"
                .formatted(expected.get(table), table, stored, PATIENCE));
      } else {
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
  }

  /** Rows of statistics per minute. */
  long rollups() throws SQLException {
    return count(ROLLUPS);
  }

  /** Empties every table of measured values, and starts the next measurement with a clean log. */
  void clear() throws SQLException {
    List<String> tables = FamilyTable.all().stream().map(FamilyTable::toString).toList();
    try (Statement statement = connection.createStatement()) {
      statement.execute("truncate " + String.join(", ", tables) + ", " + ROLLUPS);
      statement.execute("checkpoint");
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private long count(String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from " + table)) {
      row.next();
      return row.getLong(1);
    }
  }
}
