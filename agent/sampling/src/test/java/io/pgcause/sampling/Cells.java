package io.pgcause.sampling;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks into snapshots by names. */
record Cells(Snapshot snapshot) {

  static MetricTable table(Snapshot snapshot, String group) {
    MetricTable table = snapshot.table(MetricCatalogue.shipped().group(group));
    if (table == null) {
      throw new AssertionError("no table of group " + group);
    }
    return table;
  }

  boolean has(String group) {
    return snapshot.table(MetricCatalogue.shipped().group(group)) != null;
  }

  /** The one value of {@code metric} in the row with {@code labels}; null when it is absent. */
  @Nullable Double value(String metric, String... labels) {
    return values(metric).get(List.of(labels));
  }

  /** All values of {@code metric} by their labels. */
  Map<List<String>, Double> values(String metric) {
    Metric known = MetricCatalogue.shipped().metric(metric);
    MetricTable table = table(snapshot, known.group().name());
    MetricColumn column = table.column(known);
    Map<List<String>, Double> values = new LinkedHashMap<>();
    for (int row = 0; column != null && row < table.rows(); row++) {
      if (column.has(row)) {
        values.put(table.labels(row), column.asDouble(row));
      }
    }
    return values;
  }

  /** Names of all groups that have a table. */
  List<String> groups() {
    List<String> groups = new ArrayList<>();
    snapshot.tables().forEach(table -> groups.add(table.group().name()));
    return groups;
  }
}
