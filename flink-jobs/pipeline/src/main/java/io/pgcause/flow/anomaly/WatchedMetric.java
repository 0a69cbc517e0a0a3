package io.pgcause.flow.anomaly;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricKind;
import io.pgcause.wire.metric.MetricTable;
import org.jspecify.annotations.Nullable;

/** A metric whose series are watched, with the detector for its unit. */
final class WatchedMetric {

  private static final double FLOOR = 1;

  /** Of shares between 0 and 1, where a spread of 1 would hide everything. */
  private static final double SHARE_FLOOR = 0.05;

  private static final char SEPARATOR = '\n';

  private final Metric metric;
  private final RobustZDetector detector;

  /**
   * @param name in the catalogue
   */
  WatchedMetric(String name) {
    metric = MetricCatalogue.shipped().metric(name);
    detector = new RobustZDetector(metric.unit().equals("1") ? SHARE_FLOOR : FLOOR);
  }

  Metric metric() {
    return metric;
  }

  RobustZDetector detector() {
    return detector;
  }

  /** What is watched of {@code table}: of counters, the rates; null when it has none. */
  @Nullable MetricColumn values(MetricTable table) {
    return isCounter() ? table.rateColumn(metric) : table.column(metric);
  }

  /** Whether its values are rates, which may be missing though the row is there. */
  boolean isCounter() {
    return metric.kind() == MetricKind.COUNTER;
  }

  /** Names the series of {@code object} in state. */
  String key(String object) {
    return metric.name() + SEPARATOR + object;
  }

  boolean owns(String key) {
    return key.startsWith(metric.name()) && key.charAt(metric.name().length()) == SEPARATOR;
  }

  /** The object in a key that is {@linkplain #owns owned}. */
  String object(String key) {
    return key.substring(metric.name().length() + 1);
  }
}
