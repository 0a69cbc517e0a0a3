package io.pgcause.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalScaleTest {

  @ParameterizedTest(name = "{1} digits for {0}")
  @MethodSource("decimals")
  void fewestDigitsWithWhichAllValuesAreExact(double[] values, int digits) {
    assertThat(DecimalScale.of(bits(values))).isEqualTo(digits);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      doubles = {
        -0.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        1.0 / 3,
        Math.PI,
        1e-10,
        9_007_199_254_740_992.0
      })
  void oneValueThatIsNoDecimalIsEnoughForNone(double value) {
    assertThat(DecimalScale.of(bits(1, value))).isEqualTo(-1);
    assertThat(DecimalScale.of(bits(value, 1))).isEqualTo(-1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverScaleIsFoundIsExactForEveryValue(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 1000; i++) {
      int digits = random.nextInt(12);
      double power = Math.pow(10, digits);
      long[] bits =
          bits(random.longs(5, -1L << 45, 1L << 45).mapToDouble(each -> each / power).toArray());
      int scale = DecimalScale.of(bits);
      for (long each : bits) {
        double value = Double.longBitsToDouble(each);
        assertThat(scale < 0 || sameWith(scale, value)).isTrue();
      }
    }
  }

  static Stream<Arguments> decimals() {
    return Stream.of(
        Arguments.of(new double[] {0, 1, -5, 1e15}, 0),
        Arguments.of(new double[] {0.5}, 1),
        Arguments.of(new double[] {0.1, 0.25, -7}, 2),
        Arguments.of(new double[] {12.345, 0.000_001}, 6),
        Arguments.of(new double[] {1e-9, 1}, 9),
        Arguments.of(new double[] {1e9, 0.000_001}, 6));
  }

  static LongStream seeds() {
    return LongStream.range(0, 10);
  }

  private static boolean sameWith(int scale, double value) {
    double back = DecimalScale.real(DecimalScale.integer(value, scale), scale);
    return Double.doubleToRawLongBits(back) == Double.doubleToRawLongBits(value);
  }

  private static long[] bits(double... values) {
    return DoubleStream.of(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
