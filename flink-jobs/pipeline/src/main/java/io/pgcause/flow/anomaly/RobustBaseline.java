package io.pgcause.flow.anomaly;

import org.apache.commons.math3.stat.descriptive.rank.Median;

/**
 * What is usual for a series: median and spread of its recent values. The spread is 1.4826 times
 * the median absolute deviation, which equals the standard deviation of a normal distribution, and
 * not below a floor, so that a flat line does not make every step infinite.
 *
 * @param median in the unit of the series
 * @param spread in the unit of the series, above 0
 */
record RobustBaseline(double median, double spread) {

  private static final double MAD_TO_SIGMA = 1.4826;
  private static final double RELATIVE_FLOOR = 0.05;
  private static final double MAX_SCORE = 100;

  /**
   * Of at least one value; the order does not matter.
   *
   * @param floor the least spread, in the unit of the series, above 0; a twentieth of the median is
   *     another
   */
  static RobustBaseline of(double[] values, double floor) {
    Median median = new Median();
    double middle = median.evaluate(values);
    double[] deviations = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      deviations[i] = Math.abs(values[i] - middle);
    }
    double least = Math.max(floor, RELATIVE_FLOOR * Math.abs(middle));
    return new RobustBaseline(middle, Math.max(least, MAD_TO_SIGMA * median.evaluate(deviations)));
  }

  /** How many spreads {@code value} is above the median, between -100 and 100. */
  double score(double value) {
    double score = (value - median) / spread;
    return Math.max(-MAX_SCORE, Math.min(MAX_SCORE, score));
  }
}
