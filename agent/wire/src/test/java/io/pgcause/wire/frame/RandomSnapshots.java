package io.pgcause.wire.frame;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricKind;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import io.pgcause.wire.metric.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Snapshots from a seed, as unruly as their types allow: tables, rows, columns and cells come and
 * go, and the values include the extremes of their types.
 */
final class RandomSnapshots {

  private static final String[] LABELS = {
    "", "app", "postgres", "a,b=c\\d", "日本語", "\uD83D\uDC18", "x".repeat(300), " ", "ÿ"
  };

  private static final long[] INTEGERS = {
    0, 1, -1, 63, 64, -64, -65, 1_000_000, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE + 1
  };

  private static final double[] REALS = {
    0.0,
    -0.0,
    1.0,
    0.1,
    1e-9,
    1234.567891,
    1.0 / 3,
    Double.MIN_VALUE,
    Double.MIN_NORMAL / 2,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    Double.longBitsToDouble(0xFFF8000000000123L),
    9_007_199_254_740_992.0,
    9_007_199_254_740_993.5
  };

  private final SplittableRandom random;
  private final boolean withDerived;

  private RandomSnapshots(long seed, boolean withDerived) {
    random = new SplittableRandom(seed);
    this.withDerived = withDerived;
  }

  /** Only what agents may send. */
  static List<Snapshot> ofAgent(long seed) {
    return new RandomSnapshots(seed, false).snapshots();
  }

  /** Rates and derived metrics too. */
  static List<Snapshot> ofPipeline(long seed) {
    return new RandomSnapshots(seed, true).snapshots();
  }

  private List<Snapshot> snapshots() {
    List<MetricGroup> groups = new ArrayList<>(MetricCatalogue.shipped().groups());
    groups.removeIf(group -> random.nextInt(8) != 0);
    List<List<List<String>>> rows = new ArrayList<>();
    groups.forEach(group -> rows.add(rowsOf(group)));
    int count = 1 + random.nextInt(12);
    List<Snapshot> snapshots = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      List<MetricTable> tables = new ArrayList<>();
      for (int g = 0; g < groups.size(); g++) {
        if (random.nextInt(4) != 0) {
          tables.add(table(groups.get(g), some(rows.get(g))));
        }
      }
      snapshots.add(new Snapshot(integer(), tables));
    }
    return snapshots;
  }

  private List<List<String>> rowsOf(MetricGroup group) {
    Set<List<String>> rows = new LinkedHashSet<>();
    int wanted = random.nextInt(20);
    for (int i = 0; i < wanted; i++) {
      List<String> row = new ArrayList<>();
      for (int label = 0; label < group.labels().size(); label++) {
        boolean usual = random.nextBoolean();
        row.add(usual ? LABELS[random.nextInt(LABELS.length)] : "o" + random.nextInt(1000));
      }
      rows.add(row);
    }
    return List.copyOf(rows);
  }

  private List<List<String>> some(List<List<String>> rows) {
    List<List<String>> some = new ArrayList<>(rows);
    int keep = random.nextInt(4);
    some.removeIf(row -> random.nextInt(3) > keep);
    return some;
  }

  private MetricTable table(MetricGroup group, List<List<String>> rows) {
    List<MetricColumn> columns = new ArrayList<>();
    for (Metric metric : MetricCatalogue.shipped().metrics(group)) {
      if (random.nextBoolean() && (withDerived || metric.isSampled())) {
        columns.add(column(metric, false, rows.size()));
      }
      if (withDerived && metric.kind() == MetricKind.COUNTER && random.nextBoolean()) {
        columns.add(column(metric, true, rows.size()));
      }
    }
    return new MetricTable(group, rows, columns);
  }

  private MetricColumn column(Metric metric, boolean rate, int rows) {
    boolean real = rate || metric.type() == ValueType.REAL;
    boolean tame = random.nextBoolean();
    int absent = random.nextInt(4);
    long[] bits = new long[rows];
    boolean[] present = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      present[row] = random.nextInt(3) >= absent - 1;
      bits[row] = real ? Double.doubleToRawLongBits(real(tame)) : integer();
    }
    return new MetricColumn(metric, rate, bits, present);
  }

  private long integer() {
    return switch (random.nextInt(4)) {
      case 0 -> INTEGERS[random.nextInt(INTEGERS.length)];
      case 1 -> random.nextLong();
      default -> random.nextLong(1_000_000);
    };
  }

  private double real(boolean tame) {
    if (tame) {
      return random.nextInt(1_000_000) / 1e3;
    }
    return switch (random.nextInt(3)) {
      case 0 -> REALS[random.nextInt(REALS.length)];
      case 1 -> Double.longBitsToDouble(random.nextLong());
      default -> random.nextDouble() * 1e6;
    };
  }
}
