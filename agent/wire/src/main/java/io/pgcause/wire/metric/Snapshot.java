package io.pgcause.wire.metric;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything one sampling cycle read from one PostgreSQL instance and its host, at one time: the
 * wide event that rules see.
 *
 * @param atMicros when the cycle began, microseconds since 1970 UTC, by the clock of the sampler
 * @param tables at most one per group
 */
public record Snapshot(long atMicros, List<MetricTable> tables) {

  public Snapshot {
    tables = List.copyOf(tables);
    Set<Integer> seen = new HashSet<>();
    for (MetricTable table : tables) {
      if (!seen.add(table.group().id())) {
        throw new IllegalArgumentException("group " + table.group().name() + " stands twice");
      }
    }
  }

  /** The table of {@code group}, or null when the cycle did not sample it. */
  public @Nullable MetricTable table(MetricGroup group) {
    for (MetricTable table : tables) {
      if (table.group().id() == group.id()) {
        return table;
      }
    }
    return null;
  }

  /** The number of values in all tables. */
  public int samples() {
    int count = 0;
    for (MetricTable table : tables) {
      for (MetricColumn column : table.columns()) {
        for (int row = 0; row < column.rows(); row++) {
          count += column.has(row) ? 1 : 0;
        }
      }
    }
    return count;
  }
}
