package io.pgcause.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SamplingLoopTest {

  private static final long SECOND = 1_000_000_000L;

  /** Time that passes only while something waits or takes its time. Ends after some ticks. */
  private static final class SimulatedTime implements Pacer {

    private final List<Long> ticks = new ArrayList<>();
    private final int most;
    private long now;

    SimulatedTime(int most) {
      this.most = most;
    }

    @Override
    public long nanos() {
      return now;
    }

    @Override
    public boolean await(long until) {
      now = Math.max(now, until);
      ticks.add(now / SECOND);
      return ticks.size() <= most;
    }

    void pass(long seconds) {
      now += seconds * SECOND;
    }
  }

  @TempDir Path temp;

  @Test
  void ticksDoNotDriftWithTheTimeACycleTakes() throws Exception {
    assertThat(ticksOfCyclesThatTake(List.of(3L, 9L, 0L, 4L)))
        .containsExactly(0L, 10L, 20L, 30L, 40L);
  }

  @Test
  void aCycleThatTakesExactlyTheIntervalSkipsNothing() throws Exception {
    assertThat(ticksOfCyclesThatTake(List.of(10L, 10L))).containsExactly(0L, 10L, 20L);
  }

  @Test
  void anOverrunSkipsTheTicksItMissedAndStaysOnTheGrid() throws Exception {
    assertThat(ticksOfCyclesThatTake(List.of(25L, 1L, 11L, 1L)))
        .containsExactly(0L, 30L, 40L, 60L, 70L);
  }

  @Test
  void skippedTicksAndFailedCyclesAreCounted() throws Exception {
    SimulatedTime time = new SimulatedTime(4);
    try (Spool spool = Spool.open(temp, "db-1", SpoolFixture.ROOMY, Clock.systemUTC())) {
      SamplingLoop loop =
          loop(
              spool,
              time,
              () -> {
                time.pass(11);
                if (time.ticks.size() % 2 == 0) {
                  throw new IllegalStateException("no connection");
                }
                return Heartbeats.snapshot();
              });
      loop.run();
      assertThat(loop.stats().cycles()).isEqualTo(4);
      assertThat(loop.stats().skippedTicks()).isEqualTo(4);
      assertThat(loop.stats().failedCycles()).isEqualTo(2);
      assertThat(loop.stats().frames().sampled()).isEqualTo(2);
    }
  }

  private List<Long> ticksOfCyclesThatTake(List<Long> seconds) throws Exception {
    SimulatedTime time = new SimulatedTime(seconds.size());
    Iterator<Long> durations = seconds.iterator();
    try (Spool spool = Spool.open(temp, "db-1", SpoolFixture.ROOMY, Clock.systemUTC())) {
      loop(
              spool,
              time,
              () -> {
                time.pass(durations.next());
                return Heartbeats.snapshot();
              })
          .run();
    }
    return time.ticks;
  }

  private static SamplingLoop loop(Spool spool, SimulatedTime time, SnapshotSource source) {
    return new SamplingLoop(spool, source, new Schedule(0, 10 * SECOND), time, () -> {});
  }
}
