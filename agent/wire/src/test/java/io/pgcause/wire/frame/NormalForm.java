package io.pgcause.wire.frame;

import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a frame promises to keep of snapshots, bit by bit: times, groups, rows as a set, and every
 * value. The order of rows and columns and columns without values are not among it.
 */
record NormalForm(long atMicros, Map<String, Map<List<String>, Map<String, Long>>> values) {

  static List<NormalForm> of(List<Snapshot> snapshots) {
    return snapshots.stream().map(NormalForm::of).toList();
  }

  private static NormalForm of(Snapshot snapshot) {
    Map<String, Map<List<String>, Map<String, Long>>> groups = new HashMap<>();
    for (MetricTable table : snapshot.tables()) {
      groups.put(table.group().name(), rowsOf(table));
    }
    return new NormalForm(snapshot.atMicros(), groups);
  }

  private static Map<List<String>, Map<String, Long>> rowsOf(MetricTable table) {
    Map<List<String>, Map<String, Long>> rows = new HashMap<>();
    for (int row = 0; row < table.rows(); row++) {
      Map<String, Long> values = new HashMap<>();
      for (MetricColumn column : table.columns()) {
        if (column.has(row)) {
          values.put(column.metric().name() + (column.isRate() ? " rate" : ""), column.bits(row));
        }
      }
      rows.put(table.labels(row), values);
    }
    return rows;
  }
}
