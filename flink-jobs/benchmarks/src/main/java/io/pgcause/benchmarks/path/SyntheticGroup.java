package io.pgcause.benchmarks.path;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricKind;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** One group of a {@link SyntheticInstance} and the values it had last. */
final class SyntheticGroup {

  /** Their gauges mark epochs: one that moves voids every rate. */
  private static final Set<String> STEADY = Set.of("instance", "stats_reset");

  private static final String UP = "postgresql.up";
  private static final int LEVELS = 10_000;
  private static final int STEPS = 200;
  private static final double SCALE = 1_000;

  private final MetricGroup group;
  private final List<List<String>> rows;
  private final List<Cells> columns = new ArrayList<>();

  SyntheticGroup(MetricGroup group, List<List<String>> rows, SplittableRandom random) {
    this.group = group;
    this.rows = rows;
    for (Metric metric : MetricCatalogue.shipped().metrics(group)) {
      if (metric.isSampled()) {
        columns.add(new Cells(metric, rows.size(), random));
      }
    }
  }

  /** The values of the next cycle. */
  MetricTable next(SplittableRandom random) {
    return new MetricTable(
        group, rows, columns.stream().map(column -> column.next(random)).toList());
  }

  /** One metric over the rows, in whole steps: a real value is a thousandth of its steps. */
  private static final class Cells {

    private final Metric metric;
    private final long[] levels;
    private final int[] swings;

    Cells(Metric metric, int rows, SplittableRandom random) {
      this.metric = metric;
      levels = new long[rows];
      swings = new int[rows];
      boolean steady =
          metric.kind() == MetricKind.STATE
              || metric.kind() == MetricKind.EVENT
              || (metric.kind() == MetricKind.GAUGE && STEADY.contains(metric.group().name()));
      for (int row = 0; row < rows; row++) {
        // As on a real server many values are zero, and of the others some rest.
        boolean zero = steady || random.nextInt(10) < 4;
        levels[row] = metric.name().equals(UP) ? 1 : zero ? 0 : random.nextInt(LEVELS);
        swings[row] = zero || random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(STEPS);
      }
    }

    MetricColumn next(SplittableRandom random) {
      long[] bits = new long[levels.length];
      boolean[] present = new boolean[levels.length];
      Arrays.fill(present, true);
      for (int row = 0; row < bits.length; row++) {
        long swing = swings[row] == 0 ? 0 : random.nextInt(swings[row]);
        if (metric.kind() == MetricKind.COUNTER) {
          levels[row] += swing;
          swing = 0;
        }
        bits[row] = bits(levels[row] + swing);
      }
      return new MetricColumn(metric, false, bits, present);
    }

    private long bits(long steps) {
      return metric.type() == ValueType.INTEGER ? steps : Double.doubleToRawLongBits(steps / SCALE);
    }
  }
}
