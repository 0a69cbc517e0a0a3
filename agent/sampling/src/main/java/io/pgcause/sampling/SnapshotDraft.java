package io.pgcause.sampling;

import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The snapshot of the running cycle while samplers add to it. Not thread-safe. */
final class SnapshotDraft {

  private final Map<MetricGroup, MetricTable.Builder> rows = new LinkedHashMap<>();
  private final Map<MetricGroup, MetricTable> tables = new LinkedHashMap<>();
  private final List<NotEvaluable> notEvaluable = new ArrayList<>();

  /** The one row of a group without labels, to which several samplers may add. */
  MetricTable.Builder row(MetricGroup group) {
    return rows.computeIfAbsent(group, key -> MetricTable.builder(key).row());
  }

  /** The finished table of a group with labels. */
  void add(MetricTable table) {
    if (tables.put(table.group(), table) != null) {
      throw new IllegalStateException(table.group().name() + " was sampled twice in one cycle");
    }
  }

  /** What {@link #add} got, or null. */
  @Nullable MetricTable table(MetricGroup group) {
    return tables.get(group);
  }

  /** Records that {@code sampler} could not evaluate the groups it has not added. */
  void withhold(GroupSampler<?> sampler, String reason) {
    for (MetricGroup group : sampler.groups()) {
      if (!tables.containsKey(group)) {
        notEvaluable.add(new NotEvaluable(group, sampler.name(), reason));
      }
    }
  }

  List<NotEvaluable> notEvaluable() {
    return List.copyOf(notEvaluable);
  }

  Snapshot toSnapshot(long atMicros) {
    List<MetricTable> all = new ArrayList<>(rows.size() + tables.size());
    rows.values().forEach(row -> all.add(row.build()));
    all.addAll(tables.values());
    return new Snapshot(atMicros, all);
  }
}
