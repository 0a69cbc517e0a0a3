package io.pgcause.wire.frame;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one group over the snapshots that have it: every row of any table times every table,
 * less the rows a table does not have.
 */
final class GroupGrid {

  private static final int ABSENT = -1;

  private final List<MetricTable> tables;
  private final List<Map<String, Integer>> texts = new ArrayList<>();
  private final List<int[]> rows = new ArrayList<>();
  private final int[][] rowOf;
  private final int cells;

  /**
   * @param labels how many labels the group has
   * @param tables of one group, oldest first
   */
  GroupGrid(int labels, List<MetricTable> tables) {
    this.tables = tables;
    for (int label = 0; label < labels; label++) {
      texts.add(new LinkedHashMap<>());
    }
    int[][] numbers = numberRows();
    rowOf = new int[tables.size()][rows.size()];
    int count = 0;
    for (int t = 0; t < numbers.length; t++) {
      Arrays.fill(rowOf[t], ABSENT);
      for (int row = 0; row < numbers[t].length; row++) {
        count += rowOf[t][numbers[t][row]] == ABSENT ? 1 : 0;
        rowOf[t][numbers[t][row]] = row;
      }
    }
    cells = count;
  }

  private int[][] numberRows() {
    RowNumbers known = new RowNumbers();
    int[][] numbers = new int[tables.size()][];
    for (int t = 0; t < numbers.length; t++) {
      MetricTable table = tables.get(t);
      numbers[t] = new int[table.rows()];
      for (int row = 0; row < table.rows(); row++) {
        int[] positions = positions(table.labels(row));
        numbers[t][row] = known.of(positions);
        if (known.size() > rows.size()) {
          rows.add(positions);
        }
      }
    }
    return numbers;
  }

  private int[] positions(List<String> labels) {
    int[] positions = new int[labels.size()];
    for (int label = 0; label < positions.length; label++) {
      Map<String, Integer> known = texts.get(label);
      Integer position = known.putIfAbsent(labels.get(label), known.size());
      positions[label] = position == null ? known.size() - 1 : position;
    }
    return positions;
  }

  /** Of each row, the positions of its labels among their {@link #texts}. */
  List<int[]> rows() {
    return rows;
  }

  /** The distinct texts of each label, in the order of their positions. */
  List<Map<String, Integer>> texts() {
    return texts;
  }

  boolean isFull() {
    return cells == rows.size() * tables.size();
  }

  /** Whether a table has a row; row by row, and within a row by time. */
  boolean[] presence() {
    boolean[] presence = new boolean[rows.size() * tables.size()];
    for (int i = 0; i < presence.length; i++) {
      presence[i] = rowOf[i % tables.size()][i / tables.size()] != ABSENT;
    }
    return presence;
  }

  int cells() {
    return cells;
  }

  /** Fills the cells of the column like {@code kind}; answers how many have a value. */
  int collect(MetricColumn kind, boolean[] has, long[] values) {
    @Nullable MetricColumn[] columns = new MetricColumn[tables.size()];
    Metric metric = kind.metric();
    for (int t = 0; t < columns.length; t++) {
      MetricTable table = tables.get(t);
      columns[t] = kind.isRate() ? table.rateColumn(metric) : table.column(metric);
    }
    int cell = 0;
    int count = 0;
    for (int position = 0; position < rows.size(); position++) {
      for (int t = 0; t < columns.length; t++) {
        int row = rowOf[t][position];
        if (row == ABSENT) {
          continue;
        }
        MetricColumn from = columns[t];
        has[cell] = from != null && from.has(row);
        if (has[cell]) {
          values[count++] = from.bits(row);
        }
        cell++;
      }
    }
    return count;
  }
}
