package io.pgcause.agent;

import static io.pgcause.agent.SpoolFixture.epoch;
import static io.pgcause.agent.SpoolFixture.pending;
import static io.pgcause.agent.SpoolFixture.sequences;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes nothing more: the segment to come is a link to /dev/full. */
final class FullDiskTest {

  /** Each frame begins a segment of its own. */
  private static final SpoolLimits LIMITS = new SpoolLimits(1 << 20, 10, 500, Duration.ofHours(1));

  @TempDir Path temp;
  private SpoolFixture files;

  @BeforeEach
  void prepare() {
    files = new SpoolFixture(temp.resolve("spool"));
  }

  @Test
  void framesStayInMemoryAndCanBeSent() throws Exception {
    try (Spool spool = files.open(LIMITS)) {
      Heartbeats.append(spool, 2);
      fillDiskAt(epoch(spool), 3);
      Heartbeats.append(spool, 2);
      assertThat(sequences(spool)).containsExactly(1L, 2L, 3L, 4L);
      assertThat(spool.stats().inMemory()).isEqualTo(2);
      spool.acknowledge(new FramePosition(epoch(spool), 3));
      assertThat(sequences(spool)).containsExactly(4L);
      assertThat(spool.stats().isExact()).isTrue();
    }
  }

  @Test
  void framesGoToTheDiskWhenItHasRoomAgain() throws Exception {
    try (Spool spool = files.open(LIMITS)) {
      Heartbeats.append(spool, 2);
      Path full = fillDiskAt(epoch(spool), 3);
      Heartbeats.append(spool, 2);
      Files.delete(full);
      Heartbeats.append(spool, 1);
      assertThat(spool.stats().inMemory()).isZero();
      SpoolFixture crashed = files.crash(temp.resolve("crashed"));
      try (Spool after = crashed.open(LIMITS)) {
        assertThat(pending(after)).usingRecursiveComparison().isEqualTo(pending(spool));
        assertThat(epoch(after)).isEqualTo(epoch(spool));
      }
    }
  }

  @Test
  void aCrashBeforeThatGivesNoSequenceTwice() throws Exception {
    try (Spool spool = files.open(LIMITS)) {
      Heartbeats.append(spool, 2);
      fillDiskAt(epoch(spool), 3);
      Heartbeats.append(spool, 2);
      SpoolFixture crashed = files.crash(temp.resolve("crashed"));
      try (Spool after = crashed.open(LIMITS)) {
        assertThat(sequences(after)).containsExactly(1L, 2L);
        assertThat(epoch(after)).isGreaterThan(epoch(spool));
      }
    }
  }

  @Test
  void theBoundOfMemoryDropsTheOldestThereAndCountsThem() throws Exception {
    try (Spool spool = files.open(LIMITS)) {
      Heartbeats.append(spool, 2);
      for (int sequence = 3; sequence <= 52; sequence++) {
        fillDiskAt(epoch(spool), sequence);
      }
      Heartbeats.append(spool, 50);
      SpoolStats stats = spool.stats();
      assertThat(stats.inMemory()).isBetween(2L, 10L);
      assertThat(sequences(spool)).startsWith(1L, 2L).endsWith(52L);
      assertThat(stats.dropped()).isEqualTo(50 - stats.inMemory());
      assertThat(stats.isExact()).isTrue();
    }
  }

  @Test
  void whatIsStillInMemoryAtTheEndIsCountedAsDropped() throws Exception {
    Spool spool = files.open(LIMITS);
    fillDiskAt(epoch(spool), 1);
    Heartbeats.append(spool, 2);
    spool.close();
    assertThat(spool.stats().dropped()).isEqualTo(2);
    assertThat(spool.stats().isExact()).isTrue();
  }

  private Path fillDiskAt(long epoch, long sequence) throws Exception {
    Path next = files.folder().resolve(String.format("%019d-%019d.frames", epoch, sequence));
    return Files.createSymbolicLink(next, Path.of("/dev/full"));
  }
}
