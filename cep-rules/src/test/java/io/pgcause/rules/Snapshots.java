package io.pgcause.rules;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import io.pgcause.wire.metric.ValueType;
import java.util.Arrays;
import java.util.List;

/** Snapshots as tests write them. */
public final class Snapshots {

  private Snapshots() {}

  /** The snapshot at {@code seconds} of some instance. */
  public static Snapshot at(long seconds, MetricTable... tables) {
    return new Snapshot(seconds * 1_000_000, Arrays.asList(tables));
  }

  public static Metric metric(String name) {
    return MetricCatalogue.shipped().metric(name);
  }

  /** A table of {@code group} without rows. */
  public static MetricTable empty(String group) {
    return MetricTable.builder(MetricCatalogue.shipped().group(group)).build();
  }

  /** The one row of a group without labels, with one value. */
  public static MetricTable single(String name, double value) {
    return row(MetricTable.builder(metric(name).group()), name, value).build();
  }

  /** A row with one value; the labels in the order of the metric's group. */
  public static MetricTable.Builder row(
      MetricTable.Builder table, String name, double value, String... labels) {
    Metric metric = metric(name);
    table.row(labels);
    return metric.type() == ValueType.INTEGER
        ? table.set(metric, Math.round(value))
        : table.set(metric, value);
  }

  /** A table of one row with the rate of a counter. */
  public static MetricTable rate(String name, double value, String... labels) {
    Metric metric = metric(name);
    MetricGroup group = metric.group();
    long[] bits = {Double.doubleToRawLongBits(value)};
    MetricColumn column = new MetricColumn(metric, true, bits, new boolean[] {true});
    return new MetricTable(group, List.of(List.of(labels)), List.of(column));
  }
}
