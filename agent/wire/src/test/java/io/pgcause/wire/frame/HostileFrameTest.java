package io.pgcause.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that were damaged on their way, and frames that were meant to do damage. */
class HostileFrameTest {

  private static final FrameLimits SMALL = new FrameLimits(64 << 10, 256 << 10);

  private static final int READINGS = 4;

  private final FrameReader reader = new FrameReader(SMALL);

  @AfterEach
  void closeReader() {
    reader.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void anyPrefixIsReportedAsTruncated(String name) {
    byte[] frame = HexFile.read(name);
    for (int length = 0; length < frame.length; length++) {
      ByteBuffer prefix = ByteBuffer.wrap(frame, 0, length);
      assertThatExceptionOfType(FrameException.class)
          .isThrownBy(() -> reader.readHeader(prefix))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(RefusalReason.TRUNCATED));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void anyPrefixOfABodyIsRefusedEvenWithTheRightHeader(String name) {
    byte[] body = bodyOf(HexFile.read(name));
    for (int length = 0; length < body.length - 1; length++) {
      ByteBuffer frame = ByteBuffer.wrap(Frames.around(Arrays.copyOf(body, length)));
      assertThatThrownBy(() -> reader.readMetrics(frame)).isInstanceOf(FrameException.class);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void anyFlippedBitIsRefused(String name) {
    byte[] frame = HexFile.read(name);
    for (int bit = 0; bit < 8 * frame.length; bit++) {
      byte[] flipped = frame.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> reader.readHeader(ByteBuffer.wrap(flipped)))
          .isInstanceOf(FrameException.class);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void mutatedFramesAreReadOrRefusedWithinTheirMemory(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FrameMutator mutator = new FrameMutator(random);
    List<byte[]> originals = originals(seed);
    originals.forEach(this::outcomesOf);
    Set<RefusalReason> seen = EnumSet.noneOf(RefusalReason.class);
    for (int i = 0; i < 1000; i++) {
      byte[] frame = mutator.mutate(originals.get(random.nextInt(originals.size())));
      Allocation allocation = new Allocation();
      seen.addAll(outcomesOf(frame));
      assertThat(allocation.bytes()).isLessThan(READINGS * Allocation.boundOf(SMALL));
    }
    assertThat(seen).contains(RefusalReason.MALFORMED, RefusalReason.TRUNCATED);
  }

  static Stream<String> vectors() {
    return Stream.of(
        "metrics-one-integer",
        "metrics-rows-come-and-go",
        "metrics-reals",
        "metrics-even-steps",
        "hello",
        "reject",
        "ping");
  }

  static LongStream seeds() {
    return LongStream.range(0, 20);
  }

  private static List<byte[]> originals(long seed) {
    MetricsFrame random = new MetricsFrame(Frames.SOURCE, 1, RandomSnapshots.ofAgent(seed));
    try (FrameWriter writer = new FrameWriter()) {
      return List.of(
          HexFile.read("metrics-rows-come-and-go"),
          HexFile.read("metrics-reals"),
          HexFile.read("metrics-even-steps"),
          HexFile.read("hello"),
          HexFile.read("reject"),
          writer.write(random, Compression.NONE),
          writer.write(random, Compression.ZSTD));
    }
  }

  private static byte[] bodyOf(byte[] frame) {
    return Arrays.copyOfRange(frame, Math.min(frame.length, FrameHeader.SIZE + 13), frame.length);
  }

  /** Reads {@code frame} in every way there is; whatever is no FrameException fails the test. */
  private Set<RefusalReason> outcomesOf(byte[] frame) {
    Set<RefusalReason> refusals = EnumSet.noneOf(RefusalReason.class);
    ByteBuffer bytes = ByteBuffer.wrap(frame);
    List<Reading> readings =
        List.of(reader::readHeader, reader::readMessage, reader::readSource, reader::readMetrics);
    for (Reading reading : readings) {
      try {
        assertThat(reading.of(bytes)).isNotNull();
      } catch (FrameException e) {
        refusals.add(e.reason());
      }
    }
    assertThat(bytes.position()).isZero();
    return refusals;
  }

  private interface Reading {
    Object of(ByteBuffer frame) throws FrameException;
  }
}
