package io.pgcause.rules.expression;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricTable;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A metric, or the rate of a counter, read from the rows of its group and made one number.
 *
 * <ul>
 *   <li>The group was not sampled: unknown.
 *   <li>Its table has no rows, or none that the selector takes: a fact. The sum and the count are
 *       0; there is no largest, smallest or average. (A group without labels has one row or was not
 *       sampled: unknown.)
 *   <li>The table has rows but not this metric, or no row that is taken has a value: unknown.
 *   <li>Some rows have a value: the others do not count.
 * </ul>
 *
 * @param text as the expression writes it
 */
record Reading(
    Aggregation aggregation,
    Metric metric,
    boolean rate,
    RowFilter filter,
    Unit unit,
    Dimension dimension,
    String text)
    implements NumberNode {

  @Override
  public double evaluate(Scope scope) {
    double value = read(scope);
    return aggregation == Aggregation.COUNT ? value : value * unit.factor();
  }

  private double read(Scope scope) {
    MetricTable table = scope.snapshot.table(metric.group());
    if (table == null) {
      return scope.unknown();
    }
    if (table.rows() == 0) {
      return metric.group().labels().isEmpty() ? scope.unknown() : aggregation.ofNothing();
    }
    MetricColumn column = column(table);
    if (column == null) {
      return scope.unknown();
    }
    int taken = 0;
    int valued = 0;
    double sum = 0;
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < table.rows(); row++) {
      if (filter.takes(table.labels(row))) {
        taken++;
        double value = column.has(row) ? column.asDouble(row) : Double.NaN;
        if (!Double.isNaN(value)) {
          valued++;
          sum += value;
          smallest = Math.min(smallest, value);
          largest = Math.max(largest, value);
        }
      }
    }
    if (taken == 0) {
      return aggregation.ofNothing();
    }
    if (valued == 0) {
      return scope.unknown();
    }
    return switch (aggregation) {
      case SUM -> sum;
      case MAX -> largest;
      case MIN -> smallest;
      case AVG -> sum / valued;
      case COUNT -> valued;
    };
  }

  private @Nullable MetricColumn column(MetricTable table) {
    return rate ? table.rateColumn(metric) : table.column(metric);
  }

  @Override
  public void explain(Scope scope, List<Evidence> evidence) {
    double value = read(scope);
    if (!Double.isNaN(value)) {
      evidence.add(
          new Evidence(
              text,
              metric.name(),
              labels(scope, value),
              value,
              shownUnit(),
              scope.snapshot.atMicros()));
    }
  }

  private String labels(Scope scope, double value) {
    MetricTable table = scope.snapshot.table(metric.group());
    MetricColumn column = table == null ? null : column(table);
    if (!aggregation.picksRow() || table == null || column == null) {
      return filter.text();
    }
    for (int row = 0; row < table.rows(); row++) {
      if (filter.takes(table.labels(row)) && column.has(row) && column.asDouble(row) == value) {
        return table.object(row);
      }
    }
    return filter.text();
  }

  private String shownUnit() {
    if (aggregation == Aggregation.COUNT) {
      return "1";
    }
    return rate ? metric.unit() + "/s" : metric.unit();
  }

  @Override
  public void slopes(Consumer<Slope> visitor) {}
}
