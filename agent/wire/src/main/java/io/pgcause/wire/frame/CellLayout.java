package io.pgcause.wire.frame;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tables of a group have which rows, and so where each cell belongs: cells go row by row, and
 * within a row by time.
 */
final class CellLayout {

  private final boolean @Nullable [] presence;
  private final int[] rowsOf;
  private final int[] tableOf;

  private CellLayout(boolean @Nullable [] presence, int[] rowsOf, int[] tableOf) {
    this.presence = presence;
    this.rowsOf = rowsOf;
    this.tableOf = tableOf;
  }

  /** Every table has every row. */
  static CellLayout full(int rows, int tables) {
    int[] rowsOf = new int[tables];
    Arrays.fill(rowsOf, rows);
    int[] tableOf = new int[rows * tables];
    for (int cell = 0; cell < tableOf.length; cell++) {
      tableOf[cell] = cell % tables;
    }
    return new CellLayout(null, rowsOf, tableOf);
  }

  /**
   * @param presence a flag per row and table, in the order of cells
   * @param cells how many of the flags are set
   */
  static CellLayout partial(boolean[] presence, int tables, int cells) {
    int[] rowsOf = new int[tables];
    int[] tableOf = new int[cells];
    int cell = 0;
    for (int i = 0; i < presence.length; i++) {
      if (presence[i]) {
        tableOf[cell] = i % tables;
        rowsOf[tableOf[cell]]++;
        cell++;
      }
    }
    return new CellLayout(presence, rowsOf, tableOf);
  }

  int cells() {
    return tableOf.length;
  }

  /** Those of {@code rows} that {@code table} has. */
  List<List<String>> rowsOf(int table, List<List<String>> rows) {
    if (presence == null) {
      return rows;
    }
    List<List<String>> own = new ArrayList<>(rowsOf[table]);
    for (int row = 0; row < rows.size(); row++) {
      if (presence[row * rowsOf.length + table]) {
        own.add(rows.get(row));
      }
    }
    return own;
  }

  /**
   * Deals the values of a metric out to the tables.
   *
   * @param has which cells have a value; null when all have
   * @return a column per table, null where the table has no value of it
   */
  @Nullable MetricColumn[] deal(
      Metric metric, boolean rate, boolean @Nullable [] has, long[] values) {
    long[][] bits = new long[rowsOf.length][];
    boolean[][] present = new boolean[rowsOf.length][];
    int[] nextRow = new int[rowsOf.length];
    int nextValue = 0;
    for (int cell = 0; cell < tableOf.length; cell++) {
      int table = tableOf[cell];
      int row = nextRow[table]++;
      if (has == null || has[cell]) {
        if (bits[table] == null) {
          bits[table] = new long[rowsOf[table]];
          present[table] = new boolean[rowsOf[table]];
        }
        bits[table][row] = values[nextValue++];
        present[table][row] = true;
      }
    }
    @Nullable MetricColumn[] columns = new MetricColumn[rowsOf.length];
    for (int table = 0; table < columns.length; table++) {
      if (bits[table] != null) {
        columns[table] = new MetricColumn(metric, rate, bits[table], present[table]);
      }
    }
    return columns;
  }
}
