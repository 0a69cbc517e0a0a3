package io.pgcause.rules.expression;

import io.pgcause.wire.metric.Metric;
import java.util.List;

/**
 * One row of a group and a metric in it, as test data names it: {@code
 * postgresql.lock.waiting.count{lock.mode="AccessShareLock"}}.
 *
 * @param rate whether the values are rates of the counter {@code metric}
 * @param labels in the group's order; empty where the text gives none
 */
public record MetricRow(Metric metric, boolean rate, List<String> labels) {

  public MetricRow {
    labels = List.copyOf(labels);
  }
}
