package io.pgcause.wire.metric;

import java.util.Arrays;
import java.util.Objects;

/**
 * The values of one metric over the rows of a table; a row may have none. Immutable.
 *
 * <p>Values are kept as 64 bits: {@code long}s of integer metrics as they are, {@code double}s as
 * {@link Double#doubleToRawLongBits}. A rate column is what the pipeline puts beside a counter: per
 * second, always real.
 */
public final class MetricColumn {

  private final Metric metric;
  private final boolean rate;
  private final long[] bits;
  private final boolean[] present;

  /**
   * @param rate whether the column holds per-second rates of the counter {@code metric}
   * @param bits one entry per row; the caller gives the array away
   * @param present whether the row has a value; the caller gives the array away
   */
  public MetricColumn(Metric metric, boolean rate, long[] bits, boolean[] present) {
    if (bits.length != present.length) {
      throw new IllegalArgumentException(
          metric.name() + ": " + bits.length + " values but " + present.length + " flags");
    }
    this.metric = Objects.requireNonNull(metric);
    this.rate = rate;
    this.bits = bits;
    this.present = present;
    for (int row = 0; row < bits.length; row++) {
      if (!present[row]) {
        bits[row] = 0;
      }
    }
  }

  public Metric metric() {
    return metric;
  }

  /** Whether the values are per-second rates of the counter {@link #metric()}. */
  public boolean isRate() {
    return rate;
  }

  boolean isOf(Metric other, boolean asRate) {
    return metric.id() == other.id() && rate == asRate;
  }

  /** The type of the values: that of the metric, or real for a rate. */
  public ValueType type() {
    return rate ? ValueType.REAL : metric.type();
  }

  public int rows() {
    return bits.length;
  }

  public boolean has(int row) {
    return present[row];
  }

  /** The value of {@code row} as a number; exact for integers up to 2^53. 0 when it has none. */
  public double asDouble(int row) {
    return type() == ValueType.INTEGER ? (double) bits[row] : Double.longBitsToDouble(bits[row]);
  }

  /** The value of {@code row} of an integer column; 0 when it has none. */
  public long asLong(int row) {
    if (type() != ValueType.INTEGER) {
      throw new IllegalStateException(metric.name() + " is real here; read it with asDouble");
    }
    return bits[row];
  }

  /** The 64 bits of {@code row}, whatever the type; 0 when it has no value. */
  public long bits(int row) {
    return bits[row];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MetricColumn that
        && metric.equals(that.metric)
        && rate == that.rate
        && Arrays.equals(bits, that.bits)
        && Arrays.equals(present, that.present);
  }

  @Override
  public int hashCode() {
    return Objects.hash(metric, rate, Arrays.hashCode(bits), Arrays.hashCode(present));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(rate ? "rate(" + metric.name() + ")" : metric.name());
    for (int row = 0; row < rows(); row++) {
      text.append(row == 0 ? " " : ", ");
      if (!has(row)) {
        text.append('-');
      } else if (type() == ValueType.INTEGER) {
        text.append(bits[row]);
      } else {
        text.append(asDouble(row));
      }
    }
    return text.toString();
  }
}
