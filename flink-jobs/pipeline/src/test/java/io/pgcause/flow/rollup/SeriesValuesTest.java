package io.pgcause.flow.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesValuesTest {

  @Test
  void theStatisticsAreThoseWorkedOutByHand() {
    SeriesValues values = values(4, 1, 3, 2).sort();
    assertThat(values.count()).isEqualTo(4);
    assertThat(values.sum()).isEqualTo(10);
    assertThat(values.min()).isEqualTo(1);
    assertThat(values.max()).isEqualTo(4);
    assertThat(values.mean()).isEqualTo(2.5);
    assertThat(values.stddev()).isEqualTo(Math.sqrt(1.25));
    assertThat(values.quantile(50)).isEqualTo(2);
    assertThat(values.quantile(95)).isEqualTo(4);
    assertThat(values.quantile(99)).isEqualTo(4);
  }

  @Test
  void aSingleValueIsAllOfThem() {
    SeriesValues values = values(0.1).sort();
    assertThat(values.mean()).isEqualTo(0.1);
    assertThat(values.stddev()).isZero();
    assertThat(values.quantile(50)).isEqualTo(0.1);
    assertThat(values.quantile(99)).isEqualTo(0.1);
  }

  @Test
  void aFlatLineHasNoDeviationWhateverRoundingDoes() {
    SeriesValues values = values(0.1, 0.1, 0.1, 0.1, 0.1, 0.1).sort();
    assertThat(values.mean()).isEqualTo(0.1);
    assertThat(values.stddev()).isZero();
  }

  @Test
  void quantilesAreNearestRanks() {
    SeriesValues values = new SeriesValues();
    for (int i = 100; i >= 1; i--) {
      values.add(i);
    }
    values.sort();
    assertThat(values.quantile(50)).isEqualTo(50);
    assertThat(values.quantile(95)).isEqualTo(95);
    assertThat(values.quantile(99)).isEqualTo(99);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theStatisticsAgreeWithCommonsMath(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DescriptiveStatistics expected = new DescriptiveStatistics();
    expected.setPercentileImpl(new Percentile().withEstimationType(EstimationType.R_1));
    SeriesValues values = new SeriesValues();
    int count = random.nextInt(2, 500);
    for (int i = 0; i < count; i++) {
      double value = random.nextDouble(-1e6, 1e6);
      values.add(value);
      expected.addValue(value);
    }
    values.sort();
    assertThat(values.count()).isEqualTo((int) expected.getN());
    assertThat(values.min()).isEqualTo(expected.getMin());
    assertThat(values.max()).isEqualTo(expected.getMax());
    assertThat(values.sum()).isCloseTo(expected.getSum(), within(1e-3));
    assertThat(values.mean()).isCloseTo(expected.getMean(), within(1e-6));
    assertThat(values.stddev())
        .isCloseTo(Math.sqrt(expected.getPopulationVariance()), within(1e-6));
    assertThat(values.quantile(50)).isEqualTo(expected.getPercentile(50));
    assertThat(values.quantile(95)).isEqualTo(expected.getPercentile(95));
    assertThat(values.quantile(99)).isEqualTo(expected.getPercentile(99));
  }

  private static SeriesValues values(double... all) {
    SeriesValues values = new SeriesValues();
    for (double each : all) {
      values.add(each);
    }
    return values;
  }
}
