package io.pgcause.flow.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceWindowTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyOrderIsJudgedAsASetWouldJudgeIt(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long highest = 1_000;
    SequenceWindow window = SequenceWindow.first(highest, 0);
    Set<Long> seen = new HashSet<>(Set.of(highest));
    for (int i = 0; i < 20_000; i++) {
      long reach = i % 10 == 0 ? 700 : 70;
      long next = highest + random.nextLong(-reach, reach / 2);
      boolean fresh = next > highest - SequenceWindow.REACH && !seen.contains(next);
      SequenceWindow after = window.accept(next, i);
      assertThat(after != null).as("step %d: %d after %d", i, next, highest).isEqualTo(fresh);
      if (after != null) {
        seen.add(next);
        highest = Math.max(highest, next);
        window = after;
        assertThat(window.highest()).isEqualTo(highest);
      }
    }
  }

  @Test
  void theFirstFrameDoesNotBarThoseBeforeIt() {
    SequenceWindow window = SequenceWindow.first(10, 0);
    assertThat(window.accept(9, 1)).isNotNull();
    assertThat(window.accept(10, 1)).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 63, 64, 65, 127, 128, 192, 255})
  void aJumpWithinReachKeepsWhatWasSeen(long by) {
    SequenceWindow window = SequenceWindow.first(1_000, 0).accept(1_000 + by, 1);
    assertThat(window.accept(1_000, 2)).isNull();
    assertThat(window.accept(999, 2) != null).isEqualTo(by < 255);
  }

  @ParameterizedTest
  @ValueSource(longs = {256, 257, 320, 1L << 32, Long.MAX_VALUE - 1_000})
  void aJumpBeyondReachLeavesOnlyTheNewestSeen(long by) {
    SequenceWindow window = SequenceWindow.first(1_000, 0).accept(1_000 + by, 1);
    assertThat(window.seen()).containsExactly(1, 0, 0, 0);
    assertThat(window.accept(1_000 + by - 255, 2)).isNotNull();
    assertThat(window.accept(1_000 + by - 256, 2)).isNull();
  }

  @Test
  void sequencesThatOverflowTheDistanceDoNoHarm() {
    SequenceWindow low = SequenceWindow.first(Long.MIN_VALUE, 0);
    SequenceWindow high = low.accept(Long.MAX_VALUE, 1);
    assertThat(high.seen()).containsExactly(1, 0, 0, 0);
    assertThat(high.accept(Long.MIN_VALUE, 2)).isNull();
  }

  @Test
  void aWindowIsNotChangedByWhatItAccepts() {
    SequenceWindow window = SequenceWindow.first(10, 0);
    window.accept(9, 1);
    window.accept(11, 1);
    assertThat(window.seen()).containsExactly(1, 0, 0, 0);
  }
}
