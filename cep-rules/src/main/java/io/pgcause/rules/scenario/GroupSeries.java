package io.pgcause.rules.scenario;

import io.pgcause.rules.expression.MetricRow;
import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All series of one group, and the table they make at each snapshot. */
final class GroupSeries {

  private final MetricGroup group;
  private final Map<Form, Map<List<String>, Series>> columns = new LinkedHashMap<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** What makes a column: the metric itself, or its rate. */
  private record Form(Metric metric, boolean rate) {}

  GroupSeries(MetricGroup group) {
    this.group = group;
  }

  /**
   * Adds a series.
   *
   * @return false when there is one for this row already
   */
  boolean add(MetricRow row, Series series) {
    if (!rows.contains(row.labels())) {
      rows.add(row.labels());
    }
    return columns
            .computeIfAbsent(new Form(row.metric(), row.rate()), form -> new LinkedHashMap<>())
            .putIfAbsent(row.labels(), series)
        == null;
  }

  /** The table of the snapshot {@code at}, or null when the group is not sampled there. */
  @Nullable MetricTable table(int at) {
    boolean sampled =
        columns.values().stream()
            .flatMap(series -> series.values().stream())
            .allMatch(series -> series.isSampled(at));
    if (!sampled) {
      return null;
    }
    List<List<String>> present = rows.stream().filter(row -> isPresent(row, at)).toList();
    List<MetricColumn> filled = new ArrayList<>();
    columns.forEach((form, series) -> filled.add(column(form, series, present, at)));
    return new MetricTable(group, present, filled);
  }

  private boolean isPresent(List<String> row, int at) {
    return columns.values().stream()
        .map(series -> series.get(row))
        .anyMatch(series -> series != null && !Double.isNaN(series.value(at)));
  }

  private static MetricColumn column(
      Form form, Map<List<String>, Series> series, List<List<String>> rows, int at) {
    long[] bits = new long[rows.size()];
    boolean[] present = new boolean[rows.size()];
    boolean whole = !form.rate() && form.metric().type() == ValueType.INTEGER;
    for (int row = 0; row < rows.size(); row++) {
      Series one = series.get(rows.get(row));
      double value = one == null ? Double.NaN : one.value(at);
      present[row] = !Double.isNaN(value);
      bits[row] = whole ? Math.round(value) : Double.doubleToRawLongBits(value);
    }
    return new MetricColumn(form.metric(), form.rate(), bits, present);
  }
}
