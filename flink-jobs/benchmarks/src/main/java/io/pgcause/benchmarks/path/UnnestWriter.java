package io.pgcause.benchmarks.path;

import io.pgcause.sql.FamilyTable;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.ValueType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Upserts rows of the families' tables over one connection, of many instances and times in one
 * statement, and commits each. One thread at a time.
 */
final class UnnestWriter implements AutoCloseable {

  private static final int ROWS_PER_STATEMENT = 2_000;

  private final Connection connection;
  private final Map<FamilyTable, PreparedStatement> statements = new LinkedHashMap<>();
  private long rows;

  /** Takes over {@code connection}. */
  UnnestWriter(Connection connection) {
    this.connection = connection;
  }

  /** The rows of one group of one snapshot. */
  record Block(String instanceId, long atMicros, MetricTable table) {}

  /** Rows written so far. */
  long rows() {
    return rows;
  }

  /** Writes and commits {@code blocks}; returns how many rows that were. */
  long write(List<Block> blocks) throws SQLException {
    Map<FamilyTable, List<Block>> byFamily =
        blocks.stream()
            .collect(Collectors.groupingBy(each -> FamilyTable.of(each.table().group())));
    long before = rows;
    for (Map.Entry<FamilyTable, List<Block>> each : byFamily.entrySet()) {
      List<Block> gathered = new ArrayList<>();
      int count = 0;
      for (Block block : each.getValue()) {
        gathered.add(block);
        count += block.table().rows();
        if (count >= ROWS_PER_STATEMENT) {
          insert(each.getKey(), gathered, count);
          gathered.clear();
          count = 0;
        }
      }
      if (count > 0) {
        insert(each.getKey(), gathered, count);
      }
    }
    return rows - before;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private void insert(FamilyTable family, List<Block> blocks, int count) throws SQLException {
    PreparedStatement statement = statements.get(family);
    if (statement == null) {
      statement = connection.prepareStatement(sql(family));
      statements.put(family, statement);
    }
    PGConnection arrays = connection.unwrap(PGConnection.class);
    int next = 1;
    statement.setArray(next++, arrays.createArrayOf("timestamptz", times(blocks, count)));
    statement.setArray(next++, arrays.createArrayOf("text", instances(blocks, count)));
    for (int label = 0; label < family.labels().size(); label++) {
      statement.setArray(next++, arrays.createArrayOf("text", labels(blocks, count, label)));
    }
    for (FamilyTable.ValueColumn column : family.values()) {
      boolean integer = column.metric().type() == ValueType.INTEGER;
      Object values = integer ? integers(blocks, count, column) : reals(blocks, count, column);
      statement.setArray(next++, arrays.createArrayOf(integer ? "int8" : "float8", values));
    }
    statement.executeUpdate();
    rows += count;
  }

  private static String sql(FamilyTable family) {
    String arrays =
        family.columns().stream()
            .map(column -> "?::" + column.sqlType() + "[]")
            .collect(Collectors.joining(", "));
    return "insert into %s (%s) select * from unnest(%s) on conflict (%s) do nothing"
        .formatted(family, names(family.columns()), arrays, names(family.key()));
  }

  private static String names(List<FamilyTable.Column> columns) {
    return columns.stream().map(FamilyTable.Column::name).collect(Collectors.joining(", "));
  }

  private static String[] times(List<Block> blocks, int count) {
    String[] values = new String[count];
    int next = 0;
    for (Block block : blocks) {
      String at = Instant.EPOCH.plus(block.atMicros(), ChronoUnit.MICROS).toString();
      for (int row = 0; row < block.table().rows(); row++) {
        values[next++] = at;
      }
    }
    return values;
  }

  private static String[] instances(List<Block> blocks, int count) {
    String[] values = new String[count];
    int next = 0;
    for (Block block : blocks) {
      for (int row = 0; row < block.table().rows(); row++) {
        values[next++] = block.instanceId();
      }
    }
    return values;
  }

  private static String[] labels(List<Block> blocks, int count, int label) {
    String[] values = new String[count];
    int next = 0;
    for (Block block : blocks) {
      for (int row = 0; row < block.table().rows(); row++) {
        values[next++] = block.table().labels(row).get(label);
      }
    }
    return values;
  }

  private static @Nullable Long[] integers(
      List<Block> blocks, int count, FamilyTable.ValueColumn of) {
    @Nullable Long[] values = new Long[count];
    int next = 0;
    for (Block block : blocks) {
      MetricColumn column = block.table().column(of.metric());
      for (int row = 0; row < block.table().rows(); row++) {
        values[next++] = column != null && column.has(row) ? column.asLong(row) : null;
      }
    }
    return values;
  }

  private static @Nullable Double[] reals(
      List<Block> blocks, int count, FamilyTable.ValueColumn of) {
    @Nullable Double[] values = new Double[count];
    int next = 0;
    for (Block block : blocks) {
      MetricColumn column = block.table().column(of.metric());
      for (int row = 0; row < block.table().rows(); row++) {
        values[next++] = column != null && column.has(row) ? column.asDouble(row) : null;
      }
    }
    return values;
  }
}
