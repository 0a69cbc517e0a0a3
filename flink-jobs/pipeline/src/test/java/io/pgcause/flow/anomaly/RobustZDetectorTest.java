package io.pgcause.flow.anomaly;

import static io.pgcause.flow.anomaly.RobustZDetector.Change.BEGAN;
import static io.pgcause.flow.anomaly.RobustZDetector.Change.ENDED;
import static io.pgcause.flow.anomaly.RobustZDetector.Change.GREW;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.flow.anomaly.RobustZDetector.Change;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RobustZDetectorTest {

  private static final long STEP = 10_000_000;

  private final RobustZDetector detector = new RobustZDetector(1);
  private final SeriesState series = new SeriesState();
  private long now;

  @Test
  void nothingIsUnusualBeforeTheWarmUp() {
    assertThat(take(1, 1_000, 5, 1e6)).containsOnlyNulls();
    assertThat(repeat(16, 10)).containsOnlyNulls();
    assertThat(series.count).isEqualTo(20);
  }

  @Test
  void anAnomalyBeginsGrowsAndEnds() {
    repeat(30, 10);
    assertThat(take(15, 14, 16, 16, 10, 10, 10))
        .containsExactly(BEGAN, null, GREW, null, null, null, ENDED);
  }

  @Test
  void itIsKnownFromFirstUnusualToFirstCalmValue() {
    repeat(30, 10);
    take(15, 20, 18, 10, 10, 10);
    assertThat(series.startedAtMicros).isEqualTo(30 * STEP);
    assertThat(series.peakAtMicros).isEqualTo(31 * STEP);
    assertThat(series.peakValue).isEqualTo(20);
    assertThat(series.peakScore).isEqualTo(10);
    assertThat(series.median).isEqualTo(10);
    assertThat(series.spread).isEqualTo(1);
    assertThat(series.endedAtMicros).isEqualTo(33 * STEP);
  }

  @Test
  void whileItLastsItHasNoEnd() {
    repeat(30, 10);
    take(15, 10, 10, 10);
    assertThat(series.endedAtMicros).isPositive();
    take(15);
    assertThat(series.endedAtMicros).isZero();
  }

  @Test
  void aDropIsUnusualToo() {
    repeat(30, 10);
    assertThat(take(5, 4)).containsExactly(BEGAN, GREW);
    assertThat(series.peakScore).isEqualTo(-6);
  }

  @Test
  void thresholdsToBeginAndToEndDiffer() {
    repeat(30, 10);
    assertThat(take(13.9)).as("below the upper threshold").containsOnlyNulls();
    assertThat(take(14)).as("on it").containsExactly(BEGAN);
    assertThat(take(12, 12, 12, 12)).as("not below the lower one").containsOnlyNulls();
    assertThat(take(11.9, 11.9, 11.9)).containsExactly(null, null, ENDED);
  }

  @Test
  void aRelapseBeginsTheCalmAnew() {
    repeat(30, 10);
    take(20);
    assertThat(take(10, 10, 13, 10, 10)).containsOnlyNulls();
    assertThat(take(10)).containsExactly(ENDED);
    assertThat(series.endedAtMicros).isEqualTo(34 * STEP);
  }

  @Test
  void valuesOfAnAnomalyDoNotEnterTheBaseline() {
    repeat(30, 10);
    repeat(60, 50);
    take(10, 10, 10);
    assertThat(take(50)).containsExactly(BEGAN);
    assertThat(series.median).isEqualTo(10);
  }

  @Test
  void anAnomalyAsLongAsTheWindowIsTheNewUsual() {
    repeat(30, 10);
    List<@Nullable Change> changes = repeat(RobustZDetector.WINDOW + 1, 50);
    assertThat(changes.get(0)).isEqualTo(BEGAN);
    assertThat(changes.subList(1, RobustZDetector.WINDOW)).containsOnlyNulls();
    assertThat(changes.get(RobustZDetector.WINDOW)).isEqualTo(ENDED);
    assertThat(repeat(19, 50)).as("it warms up again").containsOnlyNulls();
    assertThat(take(10)).containsExactly(BEGAN);
    assertThat(series.median).isEqualTo(50);
  }

  @Test
  void itGrowsAlsoWhereTheScoreIsAtItsBound() {
    repeat(30, 10);
    assertThat(take(1_000, 2_000)).containsExactly(BEGAN, GREW);
    assertThat(series.peakValue).isEqualTo(2_000);
    assertThat(series.peakScore).isEqualTo(100);
  }

  @Test
  void aFlatLineThatMovesLessThanTheFloorIsUsual() {
    repeat(30, 0);
    assertThat(take(1, 2, 3, 0)).containsOnlyNulls();
    assertThat(take(4)).containsExactly(BEGAN);
  }

  @Test
  void theFloorOfSharesLetsAShareBeUnusual() {
    RobustZDetector ofShares = new RobustZDetector(0.05);
    for (int i = 0; i < 30; i++) {
      ofShares.take(series, i, 0.3);
    }
    assertThat(ofShares.take(series, 30, 0.49)).isEmpty();
    assertThat(ofShares.take(series, 31, 0.95)).contains(BEGAN);
  }

  @Test
  void missingValuesEndAnAnomaly() {
    repeat(30, 10);
    assertThat(detector.miss(series, now)).as("without one they mean nothing").isEmpty();
    take(20);
    assertThat(detector.miss(series, 500)).isEmpty();
    assertThat(detector.miss(series, 600)).isEmpty();
    assertThat(detector.miss(series, 700)).contains(ENDED);
    assertThat(series.endedAtMicros).isEqualTo(500);
    assertThat(series.count).isEqualTo(30);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void whateverComesEpisodesAreWellFormed(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean open = false;
    double level = 10;
    for (int i = 0; i < 5_000; i++) {
      level = random.nextInt(40) == 0 ? random.nextDouble(0, 200) : level;
      Change change = take(level + random.nextDouble(-2, 2)).get(0);
      assertThat(change == BEGAN).as("step %d: %s", i, change).isEqualTo(change != null && !open);
      open = change == null ? open : change != ENDED;
      assertThat(series.unusual > 0).isEqualTo(open);
      assertThat(series.count).isBetween(1, RobustZDetector.WINDOW);
      assertThat(series.endedAtMicros == 0 || series.endedAtMicros > series.startedAtMicros)
          .isTrue();
    }
  }

  private List<@Nullable Change> repeat(int times, double value) {
    double[] values = new double[times];
    Arrays.fill(values, value);
    return take(values);
  }

  /** What each value changed; null where nothing. */
  private List<@Nullable Change> take(double... values) {
    List<@Nullable Change> changes = new ArrayList<>();
    for (double value : values) {
      changes.add(detector.take(series, now, value).orElse(null));
      now += STEP;
    }
    return changes;
  }
}
