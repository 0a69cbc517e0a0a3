package io.pgcause.agent;

import static io.pgcause.agent.SpoolFixture.epoch;
import static io.pgcause.agent.SpoolFixture.pending;
import static io.pgcause.agent.SpoolFixture.sequences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgcause.wire.frame.RefusalReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolTest {

  @TempDir Path temp;
  private SpoolFixture files;

  @BeforeEach
  void prepare() {
    files = new SpoolFixture(temp.resolve("spool"));
  }

  @Test
  void framesComeOutInTheOrderTheyWentIn() throws Exception {
    try (Spool spool = files.open()) {
      Heartbeats.append(spool, 5);
      assertThat(sequences(spool)).containsExactly(1L, 2L, 3L, 4L, 5L);
    }
  }

  @Test
  void anAcknowledgementFreesEverythingUpToItAndNothingBehindIt() throws Exception {
    try (Spool spool = files.open()) {
      Heartbeats.append(spool, 5);
      spool.acknowledge(new FramePosition(epoch(spool), 3));
      assertThat(sequences(spool)).containsExactly(4L, 5L);
      assertThat(spool.stats().acknowledged()).isEqualTo(3);
      assertThat(spool.stats().isExact()).isTrue();
    }
  }

  @Test
  void anAcknowledgementOfAnotherEpochFreesNothing() throws Exception {
    try (Spool spool = files.open()) {
      Heartbeats.append(spool, 2);
      spool.acknowledge(new FramePosition(epoch(spool) + 1, 2));
      assertThat(sequences(spool)).containsExactly(1L, 2L);
    }
  }

  @Test
  void settledSegmentsLeaveTheDisk() throws Exception {
    try (Spool spool = files.open(new SpoolLimits(1 << 20, 200, 1 << 16, Duration.ofHours(1)))) {
      Heartbeats.append(spool, 10);
      assertThat(files.segments()).hasSizeGreaterThan(3);
      spool.acknowledge(new FramePosition(epoch(spool), 10));
      assertThat(files.segments()).hasSize(1);
    }
  }

  @Test
  void aRestartSendsOnlyWhatIsNotAcknowledgedWithItsOldNumbers() throws Exception {
    List<SpooledFrame> before;
    try (Spool spool = files.open()) {
      Heartbeats.append(spool, 4);
      spool.acknowledge(new FramePosition(epoch(spool), 2));
      before = pending(spool);
    }
    try (Spool spool = files.open()) {
      assertThat(pending(spool)).usingRecursiveComparison().isEqualTo(before);
      assertThat(spool.stats().restored()).isEqualTo(2);
    }
  }

  @Test
  void aRestartGoesOnWithEpochAndSequence() throws Exception {
    long epoch;
    try (Spool spool = files.open()) {
      Heartbeats.append(spool, 3);
      epoch = epoch(spool);
      spool.acknowledge(new FramePosition(epoch, 3));
    }
    try (Spool spool = files.open()) {
      Heartbeats.append(spool, 1);
      assertThat(epoch(spool)).isEqualTo(epoch);
      assertThat(sequences(spool)).containsExactly(4L);
    }
  }

  @Test
  void aCrashLosesNoFrame() throws Exception {
    try (Spool spool = files.open()) {
      Heartbeats.append(spool, 3);
      SpoolFixture crashed = files.crash(temp.resolve("crashed"));
      try (Spool after = crashed.open()) {
        assertThat(pending(after)).usingRecursiveComparison().isEqualTo(pending(spool));
        assertThat(epoch(after)).isEqualTo(epoch(spool));
      }
    }
  }

  @Test
  void aNewFolderBeginsANewEpoch() throws Exception {
    long first;
    try (Spool spool = files.open()) {
      first = epoch(spool);
    }
    files.clock.advance(Duration.ofSeconds(1));
    try (Spool spool = new SpoolFixture(temp.resolve("other")).open()) {
      assertThat(epoch(spool)).isPositive();
    }
    SpoolFixture other = new SpoolFixture(temp.resolve("third"));
    other.clock.advance(Duration.ofSeconds(1));
    try (Spool spool = other.open()) {
      assertThat(epoch(spool)).isGreaterThan(first);
    }
  }

  @Test
  void withoutItsEpochFileTheFolderKeepsOldFramesAndBeginsANewEpochForNewOnes() throws Exception {
    long epoch;
    try (Spool spool = files.open()) {
      Heartbeats.append(spool, 2);
      epoch = epoch(spool);
    }
    Files.delete(files.folder().resolve("epoch"));
    try (Spool spool = files.open()) {
      Heartbeats.append(spool, 1);
      List<FramePosition> positions = pending(spool).stream().map(SpooledFrame::position).toList();
      assertThat(positions).hasSize(3).isSorted();
      assertThat(positions.subList(0, 2))
          .containsExactly(new FramePosition(epoch, 1), new FramePosition(epoch, 2));
      assertThat(positions.get(2).epoch()).isGreaterThan(epoch);
      assertThat(positions.get(2).sequence()).isEqualTo(1);
      assertThat(spool.sources()).hasSize(2);
    }
  }

  @Test
  void theBoundOfBytesDropsTheOldestFirstAndCountsThem() throws Exception {
    try (Spool spool = files.open(new SpoolLimits(2000, 400, 1 << 16, Duration.ofHours(1)))) {
      Heartbeats.append(spool, 100);
      List<Long> left = sequences(spool);
      long dropped = spool.stats().dropped();
      assertThat(left).hasSizeBetween(10, 30);
      assertThat(left)
          .containsExactlyElementsOf(LongStream.rangeClosed(dropped + 1, 100).boxed().toList());
      assertThat(spool.stats().isExact()).isTrue();
      assertThat(bytesOnDisk()).isLessThanOrEqualTo(2000);
    }
  }

  @Test
  void theBoundOfAgeDropsWhatIsTooOldAndCountsIt() throws Exception {
    try (Spool spool = files.open()) {
      Heartbeats.append(spool, 3);
      files.clock.advance(Duration.ofHours(2));
      Heartbeats.append(spool, 1);
      assertThat(sequences(spool)).containsExactly(4L);
      assertThat(spool.stats().dropped()).isEqualTo(3);
    }
  }

  @Test
  void aFrameNoBridgeWouldTakeIsRejectedAtOnce() throws Exception {
    try (Spool spool = files.open()) {
      spool.append((line, sequence) -> new byte[2 << 20]);
      Heartbeats.append(spool, 1);
      assertThat(sequences(spool)).containsExactly(1L);
      assertThat(spool.stats().rejected()).isEqualTo(Map.of(RefusalReason.TOO_LARGE, 1L));
      assertThat(spool.stats().isExact()).isTrue();
    }
  }

  @Test
  void anotherAgentInTheSameFolderIsTurnedAway() throws Exception {
    try (Spool spool = files.open()) {
      assertThatThrownBy(files::open)
          .isInstanceOf(SpoolException.class)
          .hasMessage(
              "spool folder "
                  + files.folder()
                  + " is in use by another agent; stop that one, or name another folder with"
                  + " --spool");
      assertThat(spool.pending()).isZero();
    }
  }

  @Test
  void aFolderWhoseEpochCannotBeStoredIsRefused() throws Exception {
    Files.createDirectories(files.folder());
    Files.createSymbolicLink(files.folder().resolve("epoch"), Path.of("/dev/full"));
    assertThatThrownBy(files::open)
        .isInstanceOf(SpoolException.class)
        .hasMessageContaining(files.folder().toString())
        .hasMessageContaining("No space left on device");
  }

  @Test
  void nobodyElseCanReadTheFolder() throws Exception {
    try (Spool spool = files.open()) {
      assertThat(spool.pending()).isZero();
      assertThat(Files.getPosixFilePermissions(files.folder()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void everyInstanceIdHasAFolderBelowTheRoot() throws Exception {
    for (String id : List.of("..", ".", "a/b", "a%2Fb", "\u00e4".repeat(64), "%".repeat(128))) {
      try (Spool spool = Spool.open(temp, id, SpoolFixture.ROOMY, files.clock)) {
        Heartbeats.append(spool, 1);
      }
    }
    try (var folders = Files.list(temp)) {
      assertThat(folders).hasSize(6);
    }
  }

  private long bytesOnDisk() throws IOException {
    long sum = 0;
    for (Path segment : files.segments()) {
      sum += Files.size(segment);
    }
    return sum;
  }
}
