package io.pgcause.flow.rate;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of kind D, computed from one snapshot with its rates: use of connections, share of waits,
 * hit and rollback ratio. A ratio exists only above its minimum denominator: an idle database has
 * no hit ratio, rather than one of 0.
 */
final class DerivedMetrics {

  private static final MetricCatalogue CATALOGUE = MetricCatalogue.shipped();
  private static final Metric CONNECTIONS = CATALOGUE.metric("postgresql.connection.count");
  private static final Metric MAX_CONNECTIONS = CATALOGUE.metric("postgresql.connection.max");
  private static final Metric RESERVED = CATALOGUE.metric("postgresql.connection.reserved");
  private static final Metric UTILIZATION = CATALOGUE.metric("postgresql.connection.utilization");
  private static final Metric WAITS = CATALOGUE.metric("postgresql.session.wait.count");
  private static final Metric WAIT_SHARE = CATALOGUE.metric("postgresql.session.wait.share");
  private static final Metric HITS = CATALOGUE.metric("postgresql.blks_hit");
  private static final Metric READS = CATALOGUE.metric("postgresql.blks_read");
  private static final Metric HIT_RATIO = CATALOGUE.metric("postgresql.cache.hit_ratio");
  private static final Metric COMMITS = CATALOGUE.metric("postgresql.commits");
  private static final Metric ROLLBACKS = CATALOGUE.metric("postgresql.rollbacks");
  private static final Metric ROLLBACK_RATIO = CATALOGUE.metric("postgresql.rollback.ratio");

  private static final double MIN_BLOCKS = 1000;
  private static final double MIN_TRANSACTIONS = 100;

  private DerivedMetrics() {}

  /**
   * {@code snapshot} with its derived columns.
   *
   * @param databaseSeconds what the rates of databases were taken over; 0 when there are none
   */
  static Snapshot addTo(Snapshot snapshot, double databaseSeconds) {
    List<MetricTable> tables = new ArrayList<>(snapshot.tables().size());
    for (MetricTable table : snapshot.tables()) {
      List<MetricColumn> derived =
          switch (table.group().name()) {
            case "activity" -> activity(table, snapshot);
            case "wait" -> waits(table);
            case "database" -> database(table, databaseSeconds);
            default -> List.of();
          };
      tables.add(derived.isEmpty() ? table : table.with(derived));
    }
    return new Snapshot(snapshot.atMicros(), tables);
  }

  /** Whether {@code group} is the one whose interval {@link #addTo} asks for. */
  static boolean isDatabase(MetricGroup group) {
    return group.equals(HITS.group());
  }

  private static List<MetricColumn> activity(MetricTable table, Snapshot snapshot) {
    MetricTable connections = snapshot.table(CONNECTIONS.group());
    MetricTable instance = snapshot.table(MAX_CONNECTIONS.group());
    if (connections == null || instance == null) {
      return List.of();
    }
    double usable = first(instance, MAX_CONNECTIONS) - first(instance, RESERVED);
    double used = sum(connections, CONNECTIONS);
    return column(table, UTILIZATION, row -> usable > 0 ? used / usable : Double.NaN);
  }

  private static List<MetricColumn> waits(MetricTable table) {
    MetricColumn counts = table.column(WAITS);
    double all = sum(table, WAITS);
    return counts == null || all == 0
        ? List.of()
        : column(
            table, WAIT_SHARE, row -> counts.has(row) ? counts.asDouble(row) / all : Double.NaN);
  }

  private static List<MetricColumn> database(MetricTable table, double seconds) {
    List<MetricColumn> derived = new ArrayList<>();
    derived.addAll(ratio(table, HIT_RATIO, HITS, READS, MIN_BLOCKS, seconds));
    derived.addAll(ratio(table, ROLLBACK_RATIO, ROLLBACKS, COMMITS, MIN_TRANSACTIONS, seconds));
    return derived;
  }

  /** Part of part and rest, over the interval the rates were taken over. */
  private static List<MetricColumn> ratio(
      MetricTable table, Metric ratio, Metric part, Metric rest, double least, double seconds) {
    MetricColumn parts = table.rateColumn(part);
    MetricColumn rests = table.rateColumn(rest);
    if (parts == null || rests == null) {
      return List.of();
    }
    return column(
        table,
        ratio,
        row -> {
          double all = parts.asDouble(row) + rests.asDouble(row);
          boolean enough = Math.rint(all * seconds) > least; // a rate times its seconds is a count
          boolean known = parts.has(row) && rests.has(row) && enough;
          return known ? parts.asDouble(row) / all : Double.NaN;
        });
  }

  /** A column of the values that are numbers; none when no row has one. */
  private static List<MetricColumn> column(
      MetricTable table, Metric metric, IntToDoubleFunction value) {
    long[] bits = new long[table.rows()];
    boolean[] present = new boolean[table.rows()];
    boolean any = false;
    for (int row = 0; row < bits.length; row++) {
      double each = value.applyAsDouble(row);
      present[row] = !Double.isNaN(each);
      bits[row] = Double.doubleToRawLongBits(each);
      any |= present[row];
    }
    return any ? List.of(new MetricColumn(metric, false, bits, present)) : List.of();
  }

  private static double first(MetricTable table, Metric metric) {
    MetricColumn column = table.column(metric);
    return column != null && column.rows() > 0 && column.has(0) ? column.asDouble(0) : Double.NaN;
  }

  private static double sum(@Nullable MetricTable table, Metric metric) {
    MetricColumn column = table == null ? null : table.column(metric);
    double sum = 0;
    for (int row = 0; column != null && row < column.rows(); row++) {
      sum += column.asDouble(row);
    }
    return sum;
  }
}
