package io.pgcause.flow.rate;

import io.pgcause.flow.event.SnapshotsSerializer;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricKind;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The last counters of each group of the current instance, each with its own time, since groups are
 * sampled at different intervals. An entry per group: a cycle of the fast groups neither reads nor
 * writes the hundreds of statements and tables of the slow ones.
 */
final class CounterMemory {

  private final MapState<Integer, List<Snapshot>> byGroup;

  CounterMemory(RuntimeContext context) {
    byGroup =
        context.getMapState(
            new MapStateDescriptor<>(
                "counters", IntSerializer.INSTANCE, SnapshotsSerializer.INSTANCE));
  }

  /**
   * The last counters of {@code group}, the only table, and their time; null when none are known.
   */
  @Nullable Snapshot last(MetricGroup group) throws Exception {
    List<Snapshot> last = byGroup.get(group.id());
    return last == null ? null : last.get(0);
  }

  /** What is in {@code counters}, from {@link #countersOf}, becomes the last of its group. */
  void remember(MetricTable counters, long atMicros) throws Exception {
    byGroup.put(counters.group().id(), List.of(new Snapshot(atMicros, List.of(counters))));
  }

  void forget() {
    byGroup.clear();
  }

  /** The counters in {@code table}, or null when it has none. */
  static @Nullable MetricTable countersOf(MetricTable table) {
    List<MetricColumn> counters = new ArrayList<>();
    for (MetricColumn column : table.columns()) {
      if (column.metric().kind() == MetricKind.COUNTER) {
        counters.add(column);
      }
    }
    if (counters.isEmpty()) {
      return null;
    }
    List<List<String>> labels = new ArrayList<>(table.rows());
    for (int row = 0; row < table.rows(); row++) {
      labels.add(table.labels(row));
    }
    return new MetricTable(table.group(), labels, counters);
  }
}
