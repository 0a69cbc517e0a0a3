package io.pgcause.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class IntegerCodingTest {

  private static final long MIN = Long.MIN_VALUE;
  private static final long MAX = Long.MAX_VALUE;

  @ParameterizedTest(name = "{0}")
  @EnumSource(IntegerCoding.class)
  void nothingIsCodedAsNothing(IntegerCoding coding) throws FrameException {
    assertThat(throughBytes(coding, new long[0])).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(value = IntegerCoding.class, names = "CONSTANT", mode = EnumSource.Mode.EXCLUDE)
  void stepsThatOverflowComeBack(IntegerCoding coding) throws FrameException {
    long[] values = {MIN, MAX, MIN, 0, MAX, MAX, MIN, -1, 1, MIN};
    assertThat(throughBytes(coding, values)).isEqualTo(values);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void smallestCodingIsExactAndNoneIsSmaller(long seed) throws FrameException {
    SplittableRandom random = new SplittableRandom(seed);
    long bound = 1L << 1 + random.nextInt(62);
    long[] values = random.longs(1 + random.nextInt(200), -bound, bound).toArray();
    if (random.nextBoolean()) {
      Arrays.sort(values);
    }
    IntegerCoding smallest = IntegerCoding.smallest(values);
    assertThat(throughBytes(smallest, values)).isEqualTo(values);
    for (IntegerCoding other : IntegerCoding.values()) {
      assertThat(smallest.size(values)).isLessThanOrEqualTo(other.size(values));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("typicalColumns")
  void typicalColumnTakesItsCoding(IntegerCoding expected, long[] values) {
    assertThat(IntegerCoding.smallest(values)).isEqualTo(expected);
  }

  @Test
  void numbersOfCodingsDoNotMove() {
    assertThat(IntegerCoding.values())
        .extracting(IntegerCoding::code, IntegerCoding::name)
        .containsExactly(
            tuple(0, "CONSTANT"),
            tuple(1, "DELTA"),
            tuple(2, "DELTA_OF_DELTA"),
            tuple(3, "DICTIONARY"),
            tuple(4, "RAW"));
  }

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  static Stream<Arguments> typicalColumns() {
    return Stream.of(
        Arguments.of(IntegerCoding.CONSTANT, new long[] {7, 7, 7, 7}),
        Arguments.of(IntegerCoding.DELTA, new long[] {100_000, 100_003, 100_001, 100_009}),
        Arguments.of(IntegerCoding.DELTA_OF_DELTA, new long[] {100_000, 101_000, 102_000, 103_001}),
        Arguments.of(IntegerCoding.DICTIONARY, new long[] {1L << 40, 0, 1L << 40, 0, 1L << 40, 0}),
        Arguments.of(IntegerCoding.RAW, new long[] {MIN, MAX / 3, -(MAX / 5), MAX / 7}));
  }

  private static long[] throughBytes(IntegerCoding coding, long[] values) throws FrameException {
    ByteSink out = new ByteSink();
    coding.write(values, out);
    assertThat(out.size()).as("size promised").isEqualTo(coding.size(values));
    long[] back = new long[values.length];
    ByteSource in = new ByteSource(ByteBuffer.wrap(out.toByteArray()));
    coding.read(back, in);
    assertThat(in.remaining()).isZero();
    return back;
  }
}
