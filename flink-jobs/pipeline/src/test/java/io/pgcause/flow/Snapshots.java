package io.pgcause.flow;

import io.pgcause.flow.event.WideEvent;
import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import io.pgcause.wire.metric.ValueType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Writes a snapshot for a test as one reads it: {@code Snapshots.at(10).row("database",
 * "shop").set("postgresql.commits", 500).event("db-1")}.
 */
public final class Snapshots {

  private final long atMicros;
  private final Map<String, MetricTable.Builder> tables = new LinkedHashMap<>();

  private Snapshots(long atMicros) {
    this.atMicros = atMicros;
  }

  /** A snapshot taken {@code seconds} after 1970. */
  public static Snapshots at(long seconds) {
    return new Snapshots(TimeUnit.SECONDS.toMicros(seconds));
  }

  public static Snapshots atMicros(long micros) {
    return new Snapshots(micros);
  }

  /** The group of this name was sampled; so far it has no row. */
  public Snapshots table(String group) {
    builder(MetricCatalogue.shipped().group(group));
    return this;
  }

  /** Begins a row of {@code group}. */
  public Snapshots row(String group, String... labels) {
    builder(MetricCatalogue.shipped().group(group)).row(labels);
    return this;
  }

  /** Sets a value in the row last begun of the metric's group. */
  public Snapshots set(String metric, double value) {
    Metric named = MetricCatalogue.shipped().metric(metric);
    MetricTable.Builder table = builder(named.group());
    if (named.type() == ValueType.INTEGER) {
      table.set(named, (long) value);
    } else {
      table.set(named, value);
    }
    return this;
  }

  public Snapshot snapshot() {
    return new Snapshot(
        atMicros, tables.values().stream().map(MetricTable.Builder::build).toList());
  }

  /** The snapshot as frame 1 of epoch 1 brought it, received a second after it was taken. */
  public WideEvent event(String instanceId) {
    return event(instanceId, TimeUnit.SECONDS.toMicros(1));
  }

  /** The same, received {@code delayMicros} after it was taken. */
  public WideEvent event(String instanceId, long delayMicros) {
    return new WideEvent(instanceId, "agent-1", 1, 1, atMicros + delayMicros, snapshot());
  }

  private MetricTable.Builder builder(MetricGroup group) {
    return tables.computeIfAbsent(group.name(), ignored -> MetricTable.builder(group));
  }
}
