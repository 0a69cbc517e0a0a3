package io.pgcause.rules.expression;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A selector that picks one row of a group: the one with the largest value. Immutable, safe for all
 * threads.
 */
public final class RowPick {

  private final Metric metric;
  private final RowFilter filter;

  RowPick(Metric metric, RowFilter filter) {
    this.metric = metric;
    this.filter = filter;
  }

  /** The names of the labels the row has. */
  public List<String> labelNames() {
    return metric.group().labels();
  }

  /**
   * The labels of the row with the largest value, by name; of several such rows the first. Labels
   * without a value are left out.
   *
   * @return empty when the snapshot has no such row
   */
  public Optional<Map<String, String>> pick(Snapshot snapshot) {
    MetricTable table = snapshot.table(metric.group());
    MetricColumn column = table == null ? null : table.column(metric);
    if (table == null || column == null) {
      return Optional.empty();
    }
    int best = -1;
    for (int row = 0; row < table.rows(); row++) {
      if (column.has(row)
          && filter.takes(table.labels(row))
          && (best < 0 || column.asDouble(row) > column.asDouble(best))) {
        best = row;
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(labels(table, best));
  }

  private static Map<String, String> labels(MetricTable table, int row) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (int label = 0; label < table.group().labels().size(); label++) {
      String value = table.labels(row).get(label);
      if (!value.isEmpty()) {
        labels.put(table.group().labels().get(label), value);
      }
    }
    return labels;
  }
}
