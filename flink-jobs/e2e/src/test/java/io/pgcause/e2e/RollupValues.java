package io.pgcause.e2e;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** Statistics of one series over one minute, computed here in the plainest way, or read. */
record RollupValues(
    long count,
    double sum,
    double min,
    double max,
    double mean,
    double stddev,
    double p50,
    double p95,
    double p99) {

  static RollupValues of(ResultSet row) throws SQLException {
    return new RollupValues(
        row.getLong("count"),
        row.getDouble("sum"),
        row.getDouble("min"),
        row.getDouble("max"),
        row.getDouble("mean"),
        row.getDouble("stddev"),
        row.getDouble("p50"),
        row.getDouble("p95"),
        row.getDouble("p99"));
  }

  /** Of at least one value, in any order. */
  static RollupValues of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    double sum = sorted.stream().mapToDouble(Double::doubleValue).sum();
    double mean = sum / sorted.size();
    double squares = sorted.stream().mapToDouble(value -> Math.pow(value - mean, 2)).sum();
    return new RollupValues(
        sorted.size(),
        sum,
        sorted.get(0),
        sorted.get(sorted.size() - 1),
        mean,
        Math.sqrt(squares / sorted.size()),
        nearestRank(sorted, 0.50),
        nearestRank(sorted, 0.95),
        nearestRank(sorted, 0.99));
  }

  /** The largest difference to {@code other} in any value, relative where values are large. */
  double farthestFrom(RollupValues other) {
    double[] own = values();
    double[] others = other.values();
    return IntStream.range(0, own.length)
        .mapToDouble(i -> Math.abs(own[i] - others[i]) / Math.max(1, Math.abs(others[i])))
        .max()
        .orElseThrow();
  }

  private double[] values() {
    return new double[] {count, sum, min, max, mean, stddev, p50, p95, p99};
  }

  private static double nearestRank(List<Double> sorted, double share) {
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
