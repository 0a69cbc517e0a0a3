package io.pgcause.sampling;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.ValueType;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which column of a query is which label or metric of a group. Immutable. */
final class GroupColumns {

  private final MetricGroup group;
  private final int[] labelColumns;
  private final @Nullable Metric[] metrics;

  private GroupColumns(MetricGroup group, int[] labelColumns, @Nullable Metric[] metrics) {
    this.group = group;
    this.labelColumns = labelColumns;
    this.metrics = metrics;
  }

  /**
   * The columns described by {@code query}.
   *
   * @throws IllegalStateException when a column is neither label nor metric of the group, or a
   *     label has no column
   */
  static GroupColumns of(MetricGroup group, ResultSetMetaData query) throws SQLException {
    int[] labelColumns = new int[group.labels().size()];
    @Nullable Metric[] metrics = new Metric[query.getColumnCount()];
    for (int column = 1; column <= metrics.length; column++) {
      String name = query.getColumnLabel(column);
      int label = group.labelIndex(name);
      if (label >= 0) {
        labelColumns[label] = column;
      } else {
        metrics[column - 1] = metric(group, name);
      }
    }
    if (Arrays.stream(labelColumns).anyMatch(column -> column == 0)) {
      throw new IllegalStateException(
          "the query of group " + group.name() + " lacks one of the labels " + group.labels());
    }
    return new GroupColumns(group, labelColumns, metrics);
  }

  /** A table of all rows of {@code rows}. */
  MetricTable table(ResultSet rows) throws SQLException {
    MetricTable.Builder table = MetricTable.builder(group);
    while (rows.next()) {
      @Nullable String[] labels = new String[labelColumns.length];
      for (int label = 0; label < labels.length; label++) {
        labels[label] = rows.getString(labelColumns[label]);
      }
      table.row(labels);
      readCells(rows, table);
    }
    return table.build();
  }

  /** Sets the cells of the current row; what is NULL stays absent. */
  void readCells(ResultSet rows, MetricTable.Builder row) throws SQLException {
    for (int column = 1; column <= metrics.length; column++) {
      Metric metric = metrics[column - 1];
      if (metric == null) {
        continue;
      }
      if (metric.type() == ValueType.INTEGER) {
        long value = rows.getLong(column);
        if (!rows.wasNull()) {
          row.set(metric, value);
        }
      } else {
        double value = rows.getDouble(column);
        if (!rows.wasNull()) {
          row.set(metric, value);
        }
      }
    }
  }

  private static Metric metric(MetricGroup group, String name) {
    Metric metric = MetricCatalogue.shipped().metric(name);
    if (!metric.group().equals(group) || !metric.isSampled()) {
      throw new IllegalStateException(name + " is not a sampled metric of group " + group.name());
    }
    return metric;
  }
}
