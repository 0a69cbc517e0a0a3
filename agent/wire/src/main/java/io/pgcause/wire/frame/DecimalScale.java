package io.pgcause.wire.frame;

/**
 * Real values as integers: most of what PostgreSQL calls a double is a decimal of few digits (times
 * in milliseconds to a microsecond, ages to a microsecond), and an integer of that scale is far
 * smaller than the bits of the double. Used only where it is exact for every value.
 */
final class DecimalScale {

  /** Digits behind the point that are tried. */
  static final int MAX = 9;

  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
  private static final double EXACT = 1L << 53;

  private DecimalScale() {}

  /** The fewest digits with which all of {@code bits} are exact, or -1 when there are none. */
  static int of(long[] bits) {
    int scale = 0;
    for (long value : bits) {
      double real = Double.longBitsToDouble(value);
      while (scale <= MAX
          && Double.doubleToRawLongBits(real(integer(real, scale), scale)) != value) {
        scale++;
      }
      if (scale > MAX || Math.abs(real * POWERS[scale]) >= EXACT) {
        return -1;
      }
    }
    // A later value may have raised the scale; earlier ones must still be exact with it.
    for (long value : bits) {
      double real = Double.longBitsToDouble(value);
      if (Double.doubleToRawLongBits(real(integer(real, scale), scale)) != value
          || Math.abs(real * POWERS[scale]) >= EXACT) {
        return -1;
      }
    }
    return scale;
  }

  static long integer(double real, int scale) {
    return Math.round(real * POWERS[scale]);
  }

  static double real(long integer, int scale) {
    return integer / POWERS[scale];
  }
}
