package io.pgcause.flow.rate;

import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import io.pgcause.wire.metric.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Per-second rates of the counters whose last sample belongs to the same epoch. A rate is never
 * negative: a counter that fell has no rate. Nor is it over any interval: backends report their
 * counts about once a second, so less says nothing; and the mean of a gap of hours is not what
 * happens now.
 */
final class CounterRates {

  static final long MIN_INTERVAL_MICROS = TimeUnit.MILLISECONDS.toMicros(500);

  /** Six times the interval of the slowest group. */
  static final long MAX_INTERVAL_MICROS = TimeUnit.HOURS.toMicros(1);

  private static final double MICROS = 1e6;

  /**
   * Groups whose rows come and go under one name: where one counter fell, others may be above the
   * old ones only because the new row has grown past them.
   */
  private static final Set<String> REPLACEABLE = Set.of("statement", "table");

  private CounterRates() {}

  /**
   * Whether {@code last} is too near for a rate, so that it has to stay what the next is taken of.
   */
  static boolean tooNear(@Nullable Snapshot last, long atMicros) {
    return last != null && atMicros - last.atMicros() < MIN_INTERVAL_MICROS;
  }

  /** Seconds over which rates are taken; 0 when there can be none. */
  static double seconds(@Nullable Snapshot last, long atMicros) {
    if (last == null || tooNear(last, atMicros)) {
      return 0;
    }
    long micros = atMicros - last.atMicros();
    return micros > MAX_INTERVAL_MICROS ? 0 : micros / MICROS;
  }

  /**
   * The rates of {@code counters}, sampled at {@code atMicros}.
   *
   * @param last the same group's counters before, or null when there were none
   * @param epochs with the snapshot that holds {@code counters} taken in
   */
  static List<MetricColumn> of(
      MetricTable counters, long atMicros, @Nullable Snapshot last, CounterEpochs epochs) {
    double seconds = seconds(last, atMicros);
    if (last == null || seconds == 0) {
      return List.of();
    }
    MetricTable before = last.tables().get(0);
    int[] rowBefore = matchRows(counters, before);
    if (REPLACEABLE.contains(counters.group().name())) {
      dropReplaced(counters, before, rowBefore);
    }
    List<MetricColumn> rates = new ArrayList<>();
    for (MetricColumn column : counters.columns()) {
      MetricColumn earlier = before.column(column.metric());
      if (earlier != null) {
        int[] rows = withinEpoch(column, counters, rowBefore, last.atMicros(), epochs);
        MetricColumn rate = rate(column, earlier, rows, seconds);
        if (rate != null) {
          rates.add(rate);
        }
      }
    }
    return rates;
  }

  /** For each row the same row before, or -1 when there is none. */
  private static int[] matchRows(MetricTable table, MetricTable before) {
    Map<List<String>, Integer> positions = new HashMap<>();
    for (int row = 0; row < before.rows(); row++) {
      positions.put(before.labels(row), row);
    }
    int[] matched = new int[table.rows()];
    for (int row = 0; row < matched.length; row++) {
      matched[row] = positions.getOrDefault(table.labels(row), -1);
    }
    return matched;
  }

  private static void dropReplaced(MetricTable table, MetricTable before, int[] rowBefore) {
    for (MetricColumn column : table.columns()) {
      MetricColumn earlier = before.column(column.metric());
      for (int row = 0; earlier != null && row < rowBefore.length; row++) {
        if (isPair(column, row, earlier, rowBefore[row])
            && fell(column, row, earlier, rowBefore[row])) {
          rowBefore[row] = -1;
        }
      }
    }
  }

  private static int[] withinEpoch(
      MetricColumn column, MetricTable table, int[] rowBefore, long before, CounterEpochs epochs) {
    int[] rows = Arrays.copyOf(rowBefore, rowBefore.length);
    for (int row = 0; row < rows.length; row++) {
      if (!epochs.unbroken(column.metric(), table.labels(row), before)) {
        rows[row] = -1;
      }
    }
    return rows;
  }

  private static @Nullable MetricColumn rate(
      MetricColumn now, MetricColumn before, int[] rowBefore, double seconds) {
    long[] bits = new long[rowBefore.length];
    boolean[] present = new boolean[rowBefore.length];
    boolean any = false;
    for (int row = 0; row < bits.length; row++) {
      int earlier = rowBefore[row];
      if (isPair(now, row, before, earlier) && !fell(now, row, before, earlier)) {
        double rate = grown(now, row, before, earlier) / seconds;
        present[row] = Double.isFinite(rate);
        bits[row] = Double.doubleToRawLongBits(rate);
        any |= present[row];
      }
    }
    return any ? new MetricColumn(now.metric(), true, bits, present) : null;
  }

  private static boolean isPair(MetricColumn now, int row, MetricColumn before, int earlier) {
    return earlier >= 0 && now.has(row) && before.has(earlier);
  }

  private static boolean fell(MetricColumn now, int row, MetricColumn before, int earlier) {
    return now.type() == ValueType.INTEGER
        ? now.asLong(row) < before.asLong(earlier)
        : now.asDouble(row) < before.asDouble(earlier);
  }

  /** Of integers exactly, also where they are beyond what a double tells apart. */
  private static double grown(MetricColumn now, int row, MetricColumn before, int earlier) {
    return now.type() == ValueType.INTEGER
        ? now.asLong(row) - before.asLong(earlier)
        : now.asDouble(row) - before.asDouble(earlier);
  }
}
