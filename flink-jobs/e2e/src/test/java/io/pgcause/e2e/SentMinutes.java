package io.pgcause.e2e;

import io.pgcause.e2e.FrameFleet.Sent;
import io.pgcause.e2e.Store.Series;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricKind;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the rollups of sent frames must be, worked out from their values alone: levels as they are,
 * counters as the rate since the newest snapshot that came before. A snapshot that comes behind a
 * newer one has no rates, and a repeated frame counts once.
 */
final class SentMinutes {

  private record Count(long atMicros, double value) {}

  private record Counter(String instanceId, String metric, String object) {}

  private final Map<Series, List<Double>> values = new TreeMap<>();
  private final Map<Counter, Count> counts = new HashMap<>();
  private final Map<String, Long> newest = new HashMap<>();

  private SentMinutes() {}

  /** The minutes before {@code end}; {@code frames} in the order in which they were sent. */
  static Map<Series, RollupValues> of(List<Sent> frames, Instant end) {
    SentMinutes minutes = new SentMinutes();
    for (Sent sent : frames) {
      if (!sent.repeat()) {
        for (Snapshot snapshot : sent.frame().snapshots()) {
          minutes.add(sent.source().instanceId(), snapshot);
        }
      }
    }
    Map<Series, RollupValues> rollups = new TreeMap<>();
    minutes.values.forEach(
        (series, all) -> {
          if (series.bucket().isBefore(end)) {
            rollups.put(series, RollupValues.of(all));
          }
        });
    return rollups;
  }

  private void add(String instanceId, Snapshot snapshot) {
    boolean inOrder = snapshot.atMicros() > newest.getOrDefault(instanceId, Long.MIN_VALUE);
    if (inOrder) {
      newest.put(instanceId, snapshot.atMicros());
    }
    for (MetricTable table : snapshot.tables()) {
      for (MetricColumn column : table.columns()) {
        for (int row = 0; row < table.rows(); row++) {
          if (column.metric().kind() != MetricKind.COUNTER) {
            add(instanceId, snapshot, table, column, row, column.asDouble(row));
          } else if (inOrder) {
            addRate(instanceId, snapshot, table, column, row);
          }
        }
      }
    }
  }

  private void addRate(
      String instanceId, Snapshot snapshot, MetricTable table, MetricColumn column, int row) {
    Counter counter = new Counter(instanceId, column.metric().name(), table.object(row));
    Count now = new Count(snapshot.atMicros(), column.asDouble(row));
    Count before = counts.put(counter, now);
    if (before != null) {
      double seconds = (now.atMicros() - before.atMicros()) / 1e6;
      add(instanceId, snapshot, table, column, row, (now.value() - before.value()) / seconds);
    }
  }

  private void add(
      String instanceId,
      Snapshot snapshot,
      MetricTable table,
      MetricColumn column,
      int row,
      double value) {
    Instant minute =
        Instant.EPOCH.plus(snapshot.atMicros(), ChronoUnit.MICROS).truncatedTo(ChronoUnit.MINUTES);
    values
        .computeIfAbsent(
            new Series(instanceId, minute, column.metric().name(), table.object(row)),
            ignored -> new ArrayList<>())
        .add(value);
  }
}
