package io.pgcause.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleMemoryTest {

  private static final long SECOND = 1_000_000;
  private static final long TWO_MINUTES = 120 * SECOND;

  private final RuleMemory memory = new RuleMemory();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void slopeIsThatOfLeastSquares(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SimpleRegression regression = new SimpleRegression();
    memory.belongTo("T@1", 1, 1);
    for (int second = 0; second <= 120; second += 1 + random.nextInt(2, 12)) {
      double value = 1e6 * random.nextDouble();
      memory.add(0, second * SECOND, value, TWO_MINUTES);
      regression.addData(second, value);
    }
    assertThat(memory.slope(0, 120 * SECOND, TWO_MINUTES))
        .isCloseTo(regression.getSlope(), within(1e-9 * Math.abs(regression.getSlope())));
  }

  @Test
  void slopeIsUnknownUntilThreePointsSpanHalfOfTheWindow() {
    memory.belongTo("T@1", 1, 1);
    memory.add(0, 0, 1, TWO_MINUTES);
    memory.add(0, 60 * SECOND, 2, TWO_MINUTES);
    assertThat(memory.slope(0, 60 * SECOND, TWO_MINUTES)).isNaN();
    memory.add(0, 70 * SECOND, 3, TWO_MINUTES);
    assertThat(memory.slope(0, 70 * SECOND, TWO_MINUTES)).isPositive();
  }

  @Test
  void slopeForgetsWhatIsOlderThanItsWindow() {
    memory.belongTo("T@1", 1, 1);
    for (int second = 0; second <= 600; second += 10) {
      memory.add(0, second * SECOND, second < 400 ? 1000 - second : second, TWO_MINUTES);
    }
    assertThat(memory.slope(0, 600 * SECOND, TWO_MINUTES)).isCloseTo(1, within(1e-9));
  }

  @Test
  void slopeIsUnknownAgainWhenValuesStayAway() {
    memory.belongTo("T@1", 1, 1);
    for (int second = 0; second <= 120; second += 10) {
      memory.add(0, second * SECOND, second, TWO_MINUTES);
    }
    memory.add(0, 200 * SECOND, Double.NaN, TWO_MINUTES);
    assertThat(memory.slope(0, 200 * SECOND, TWO_MINUTES)).isNaN();
  }

  @Test
  void windowBeginsAnewWhenTheClockIsSetBack() {
    memory.belongTo("T@1", 1, 1);
    memory.add(0, 500 * SECOND, 1, TWO_MINUTES);
    memory.add(0, 100 * SECOND, 2, TWO_MINUTES);
    assertThat(memory.pointCounts).containsExactly(1);
    assertThat(memory.pointMicros[0][0]).isEqualTo(100 * SECOND);
  }

  @ParameterizedTest(name = "a snapshot every {0} ms")
  @ValueSource(longs = {1, 700, 1_000, 10_000, 600_000})
  void windowKeepsFewPointsHoweverManyComeAndHoweverLongItIs(long everyMillis) {
    long day = 86_400 * SECOND;
    memory.belongTo("T@1", 1, 2);
    for (long i = 0; i < 20_000; i++) {
      memory.add(0, i * everyMillis * 1000, i, TWO_MINUTES);
      memory.add(1, i * everyMillis * 1000, i, day);
    }
    assertThat(memory.pointCounts[0]).isLessThanOrEqualTo(RuleMemory.MAX_POINTS);
    assertThat(memory.pointCounts[1]).isLessThanOrEqualTo(RuleMemory.MAX_POINTS);
    assertThat(memory.pointMicros[1]).hasSizeLessThanOrEqualTo(RuleMemory.MAX_POINTS);
    assertThat(memory.pointValues[1]).hasSameSizeAs(memory.pointMicros[1]);
  }

  @Test
  void thinnedOutWindowStillSeesTheWholeOfItsTime() {
    memory.belongTo("T@1", 1, 1);
    for (int second = 0; second <= 600; second++) {
      memory.add(0, second * SECOND, 3.0 * second, TWO_MINUTES);
    }
    long[] times = Arrays.copyOf(memory.pointMicros[0], memory.pointCounts[0]);
    assertThat(times[times.length - 1] - times[0]).isGreaterThanOrEqualTo(110 * SECOND);
    assertThat(memory.slope(0, 600 * SECOND, TWO_MINUTES)).isCloseTo(3, within(1e-9));
  }

  @Test
  void memoryIsAPlainObjectOfSimplePublicFields() throws Exception {
    assertThat(Modifier.isPublic(RuleMemory.class.getModifiers())).isTrue();
    assertThat(RuleMemory.class.getConstructor().newInstance().owner).isEmpty();
    List<Class<?>> simple =
        List.of(
            int.class,
            String.class,
            long[].class,
            boolean[].class,
            int[].class,
            long[][].class,
            double[][].class);
    for (Field field : RuleMemory.class.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        assertThat(Modifier.isPublic(field.getModifiers())).as(field.getName()).isTrue();
        assertThat(Modifier.isFinal(field.getModifiers())).as(field.getName()).isFalse();
        assertThat(simple).as(field.getName()).contains(field.getType());
      }
    }
  }
}
