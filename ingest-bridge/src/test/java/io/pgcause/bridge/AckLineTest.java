package io.pgcause.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AckLineTest {

  private final AckLine line = new AckLine();

  @Test
  void storedFramesAreAcknowledgedTogether() {
    AckLine.Entry first = line.add(1);
    AckLine.Entry second = line.add(2);
    line.stored(first);
    line.stored(second);
    assertThat(line.takeStored()).isEqualTo(2);
    assertThat(line.acknowledged()).isEqualTo(2);
    assertThat(line.isEmpty()).isTrue();
  }

  @Test
  void aFrameWaitsForThoseSentBeforeIt() {
    AckLine.Entry first = line.add(1);
    AckLine.Entry second = line.add(2);
    line.stored(second);
    assertThat(line.takeStored()).isZero();
    line.stored(first);
    assertThat(line.takeStored()).isEqualTo(2);
    assertThat(line.acknowledged()).isEqualTo(2);
  }

  @Test
  void aFailedFrameTakesAllBehindItAlong() {
    AckLine.Entry first = line.add(1);
    AckLine.Entry second = line.add(2);
    AckLine.Entry third = line.add(3);
    line.stored(third);
    assertThat(line.failed(second)).containsExactly(2L, 3L);
    assertThat(line.failed(third)).isEmpty();
    line.stored(first);
    assertThat(line.takeStored()).isEqualTo(1);
    assertThat(line.acknowledged()).isEqualTo(1);
  }

  @Test
  void nothingBehindAFailedFrameIsAdmittedBeforeItComesAgain() {
    line.failed(line.add(4));
    assertThat(line.admits(5)).isFalse();
    assertThat(line.admits(4)).isTrue();
    line.add(4);
    assertThat(line.admits(5)).isTrue();
  }

  @Test
  void anAgentThatAnnouncesItselfAnewMayGoOnAnywhere() {
    line.failed(line.add(4));
    line.reset();
    assertThat(line.admits(9)).isTrue();
  }

  @Test
  void framesSentAgainDoNotTakeTheAcknowledgementBack() {
    line.stored(line.add(5));
    line.takeStored();
    line.stored(line.add(3));
    assertThat(line.takeStored()).isEqualTo(1);
    assertThat(line.acknowledged()).isEqualTo(5);
  }

  static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noAcknowledgementEverPassesAFrameThatIsNotStored(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<AckLine.Entry> open = new ArrayList<>();
    List<Long> sequences = new ArrayList<>();
    boolean[] stored = new boolean[1_000];
    long next = 1;
    for (int step = 0; step < 2_000; step++) {
      int choice = random.nextInt(10);
      if (choice < 5 && next < stored.length) {
        open.add(line.add(next));
        sequences.add(next++);
      } else if (!open.isEmpty()) {
        int which = random.nextInt(open.size());
        AckLine.Entry entry = open.remove(which);
        long sequence = sequences.remove(which);
        if (choice < 9) {
          line.stored(entry);
          stored[(int) sequence] = true;
        } else {
          List<Long> refused = line.failed(entry);
          next = refused.isEmpty() ? next : Math.min(next, refused.get(0));
          refused.forEach(each -> stored[each.intValue()] = false);
        }
      }
      line.takeStored();
      for (int sequence = 1; sequence <= line.acknowledged(); sequence++) {
        assertThat(stored[sequence]).as("frame %d", sequence).isTrue();
      }
    }
    assertThat(line.acknowledged()).isPositive();
  }
}
