package io.pgcause.flow.rollup;

import java.util.Arrays;

/** The values of one series in one bucket, and their exact statistics. Not thread-safe. */
final class SeriesValues {

  private double[] values = new double[8];
  private int count;
  private double sum;

  /** Adds a finite value; {@link #sort} has not been called yet. */
  void add(double value) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = value;
    sum += value;
  }

  int count() {
    return count;
  }

  double sum() {
    return sum;
  }

  /** Of at least one value; the smallest and largest bound what rounding does to it. */
  double mean() {
    return Math.max(min(), Math.min(max(), sum / count));
  }

  /** Of the population, in a second pass, since the difference of two large sums is noise. */
  double stddev() {
    double mean = mean();
    double squares = 0;
    for (int i = 0; i < count; i++) {
      squares += (values[i] - mean) * (values[i] - mean);
    }
    return Math.sqrt(squares / count);
  }

  /** Orders the values; min, max, mean and quantiles need it. */
  SeriesValues sort() {
    Arrays.sort(values, 0, count);
    return this;
  }

  double min() {
    return values[0];
  }

  double max() {
    return values[count - 1];
  }

  /** The nearest rank: the smallest value that at least {@code percent} in 100 do not exceed. */
  double quantile(int percent) {
    return values[(count * percent + 99) / 100 - 1];
  }
}
