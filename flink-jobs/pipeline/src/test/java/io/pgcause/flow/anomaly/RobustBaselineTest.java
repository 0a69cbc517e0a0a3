package io.pgcause.flow.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class RobustBaselineTest {

  @Test
  void medianAndSpreadAreThoseWorkedOutByHand() {
    RobustBaseline usual = RobustBaseline.of(new double[] {100, 70, 130, 90, 110}, 1);
    assertThat(usual.median()).isEqualTo(100);
    assertThat(usual.spread()).isEqualTo(1.4826 * 10);
    assertThat(usual.score(100 + 14.826 * 4)).isCloseTo(4, within(1e-9));
    assertThat(usual.score(100 - 14.826)).isCloseTo(-1, within(1e-9));
  }

  @Test
  void ofAnEvenNumberTheMedianLiesBetween() {
    assertThat(RobustBaseline.of(new double[] {4, 1, 3, 2}, 1).median()).isEqualTo(2.5);
  }

  @Test
  void aFewWildValuesDoNotWidenTheSpread() {
    double[] values = {10, 11, 9, 10, 12, 8, 10, 1e9, -1e9};
    assertThat(RobustBaseline.of(values, 1).spread()).isEqualTo(1.4826);
  }

  @Test
  void aFlatLineHasTheFloorAsSpread() {
    assertThat(RobustBaseline.of(new double[] {0, 0, 0}, 1).spread()).isEqualTo(1);
    assertThat(RobustBaseline.of(new double[] {0.3, 0.3, 0.3}, 0.05).spread()).isEqualTo(0.05);
    assertThat(RobustBaseline.of(new double[] {-1_000, -1_000}, 1).spread()).isEqualTo(50);
  }

  @Test
  void ofNormalValuesTheSpreadIsTheStandardDeviation() {
    SplittableRandom random = new SplittableRandom(5);
    NormalDistribution normal = new NormalDistribution(null, 7, 1);
    double[] values = random.doubles(100_000).map(normal::inverseCumulativeProbability).toArray();
    assertThat(RobustBaseline.of(values, 0.01).spread()).isCloseTo(1, within(0.02));
  }

  @Test
  void scoresAreBounded() {
    RobustBaseline usual = new RobustBaseline(0, 1);
    assertThat(usual.score(1e300)).isEqualTo(100);
    assertThat(usual.score(-1e300)).isEqualTo(-100);
  }
}
