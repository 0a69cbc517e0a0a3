package io.pgcause.flow.rollup;

import io.pgcause.flow.event.RollupBlock;
import io.pgcause.flow.event.WideEvent;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricKind;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The exact statistics of every series over the events of one bucket. Counters are taken as their
 * rates, everything else as it is; values that are not finite are left out, and so are rows that
 * name a process, since a series per process would never end.
 */
final class MinuteStatistics {

  private static final List<String> PROCESS_LABELS = List.of("pid", "process.pid");

  private final Map<Series, SeriesValues> bySeries = new LinkedHashMap<>();

  private record Series(String metric, String object) {}

  /** The block of the bucket that begins at {@code bucketMicros}; its events in order of time. */
  static RollupBlock of(String instanceId, long bucketMicros, List<WideEvent> events) {
    MinuteStatistics statistics = new MinuteStatistics();
    for (WideEvent event : events) {
      event.snapshot().tables().forEach(statistics::add);
    }
    return statistics.block(instanceId, bucketMicros);
  }

  /** What of {@code snapshot} enters the statistics: all that an open bucket has to keep. */
  static Snapshot relevant(Snapshot snapshot) {
    List<MetricTable> tables = new ArrayList<>(snapshot.tables().size());
    for (MetricTable table : snapshot.tables()) {
      List<MetricColumn> columns = columns(table);
      if (columns.size() == table.columns().size()) {
        tables.add(table);
      } else if (!columns.isEmpty()) {
        tables.add(new MetricTable(table.group(), labels(table), columns));
      }
    }
    return new Snapshot(snapshot.atMicros(), tables);
  }

  private void add(MetricTable table) {
    List<MetricColumn> columns = columns(table);
    for (int row = 0; row < table.rows() && !columns.isEmpty(); row++) {
      String object = table.object(row);
      for (MetricColumn column : columns) {
        if (column.has(row) && Double.isFinite(column.asDouble(row))) {
          bySeries
              .computeIfAbsent(
                  new Series(column.metric().name(), object), ignored -> new SeriesValues())
              .add(column.asDouble(row));
        }
      }
    }
  }

  private RollupBlock block(String instanceId, long bucketMicros) {
    int size = bySeries.size();
    RollupBlock block =
        new RollupBlock(
            instanceId,
            bucketMicros,
            new String[size],
            new String[size],
            new long[size],
            new double[size],
            new double[size],
            new double[size],
            new double[size],
            new double[size],
            new double[size],
            new double[size],
            new double[size]);
    int i = 0;
    for (Map.Entry<Series, SeriesValues> each : bySeries.entrySet()) {
      SeriesValues values = each.getValue().sort();
      block.metrics()[i] = each.getKey().metric();
      block.objects()[i] = each.getKey().object();
      block.counts()[i] = values.count();
      block.sums()[i] = values.sum();
      block.mins()[i] = values.min();
      block.maxs()[i] = values.max();
      block.means()[i] = values.mean();
      block.stddevs()[i] = values.stddev();
      block.p50s()[i] = values.quantile(50);
      block.p95s()[i] = values.quantile(95);
      block.p99s()[i] = values.quantile(99);
      i++;
    }
    return block;
  }

  private static List<MetricColumn> columns(MetricTable table) {
    if (namesProcess(table.group())) {
      return List.of();
    }
    List<MetricColumn> columns = new ArrayList<>(table.columns().size());
    for (MetricColumn column : table.columns()) {
      if (column.metric().kind() != MetricKind.COUNTER || column.isRate()) {
        columns.add(column);
      }
    }
    return columns;
  }

  private static boolean namesProcess(MetricGroup group) {
    return PROCESS_LABELS.stream().anyMatch(group.labels()::contains);
  }

  private static List<List<String>> labels(MetricTable table) {
    List<List<String>> labels = new ArrayList<>(table.rows());
    for (int row = 0; row < table.rows(); row++) {
      labels.add(table.labels(row));
    }
    return labels;
  }
}
