package io.pgcause.agent;

import static io.pgcause.agent.SpoolFixture.epoch;
import static io.pgcause.agent.SpoolFixture.sequences;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a spool makes of files that are not as it left them. */
final class SpoolDamageTest {

  @TempDir Path temp;
  private SpoolFixture files;
  private byte[] segment = new byte[0];
  private int frame;
  private long epoch;

  @BeforeEach
  void writeThreeFramesOfOneLength() throws Exception {
    files = new SpoolFixture(temp.resolve("spool"));
    try (Spool spool = files.open()) {
      Heartbeats.append(spool, 3);
      epoch = epoch(spool);
    }
    segment = Files.readAllBytes(files.onlySegment());
    frame = segment.length / 3;
  }

  @Test
  void aTailTornAtAnyByteIsCutOffAndItsSequenceGivenAgain() throws Exception {
    for (int length = 2 * frame; length < segment.length; length++) {
      Files.write(files.onlySegment(), Arrays.copyOf(segment, length));
      SpoolFixture torn = files.crash(temp.resolve("torn-" + length));
      try (Spool spool = torn.open()) {
        assertThat(torn.onlySegment()).as("torn at %d", length).hasSize(2L * frame);
        Heartbeats.append(spool, 1);
        assertThat(sequences(spool)).containsExactly(1L, 2L, 3L);
        assertThat(epoch(spool)).isEqualTo(epoch);
        assertThat(spool.stats().damaged()).isZero();
        assertThat(spool.stats().isExact()).isTrue();
      }
    }
  }

  @Test
  void aFlippedBitAnywhereInAFrameLosesThatFrameAloneAndCountsIt() throws Exception {
    for (int at = frame; at < 2 * frame; at++) {
      byte[] flipped = segment.clone();
      flipped[at] ^= (byte) (1 << (at % 8));
      Files.write(files.onlySegment(), flipped);
      SpoolFixture damaged = files.crash(temp.resolve("flipped-" + at));
      try (Spool spool = damaged.open()) {
        assertThat(sequences(spool)).as("flipped at %d", at).containsExactly(1L, 3L);
        assertThat(epoch(spool)).isEqualTo(epoch);
        assertThat(spool.stats().damaged()).isEqualTo(1);
        assertThat(spool.stats().isExact()).isTrue();
      }
    }
  }

  @Test
  void aDamagedLastFrameMayHaveBeenSentSoItsSequenceIsNotGivenAgain() throws Exception {
    segment[segment.length - 1] ^= 1;
    Files.write(files.onlySegment(), segment);
    try (Spool spool = files.open()) {
      assertThat(sequences(spool)).containsExactly(1L, 2L);
      assertThat(epoch(spool)).isGreaterThan(epoch);
      assertThat(spool.stats().damaged()).isEqualTo(1);
    }
  }

  @Test
  void aTailOfZerosAsALossOfPowerLeavesItIsCutOff() throws Exception {
    Files.write(files.onlySegment(), Arrays.copyOf(segment, segment.length + 4096));
    try (Spool spool = files.open()) {
      assertThat(sequences(spool)).containsExactly(1L, 2L, 3L);
      assertThat(epoch(spool)).isGreaterThan(epoch);
    }
  }

  @Test
  void aFrameDamagedWhileTheSpoolIsOpenIsPassedOverAndCounted() throws Exception {
    try (Spool spool = files.open()) {
      segment[frame + 40] ^= 1;
      Files.write(files.onlySegment(), segment);
      assertThat(sequences(spool)).containsExactly(1L, 3L);
      assertThat(spool.stats().damaged()).isEqualTo(1);
      assertThat(spool.stats().isExact()).isTrue();
    }
  }

  @Test
  void aSegmentThatIsGoneCostsItsFramesOnly() throws Exception {
    try (Spool spool = files.open()) {
      Heartbeats.append(spool, 1);
      Files.delete(files.segments().get(0));
      assertThat(sequences(spool)).containsExactly(4L);
      assertThat(spool.stats().damaged()).isEqualTo(3);
    }
  }

  @Test
  void aBrokenMarkOfWhatIsDoneOnlySendsFramesAgain() throws Exception {
    try (Spool spool = files.open()) {
      spool.acknowledge(new FramePosition(epoch, 2));
    }
    Files.write(files.folder().resolve("done"), new byte[] {1, 2, 3});
    try (Spool spool = files.open()) {
      assertThat(sequences(spool)).containsExactly(1L, 2L, 3L);
      assertThat(epoch(spool)).isEqualTo(epoch);
    }
  }
}
