package io.pgcause.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pgcause.wire.metric.Snapshot;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FrameReaderTest {

  private static final byte[] METRICS = HexFile.read("metrics-rows-come-and-go");
  private static final byte[] HELLO = HexFile.read("hello");
  private static final FrameSource SOURCE = new FrameSource("db-1", 1);

  private final FrameReader reader = new FrameReader(FrameLimits.DEFAULT);
  private final FrameWriter writer = new FrameWriter();

  @AfterEach
  void close() {
    reader.close();
    writer.close();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("buffers")
  void frameIsReadFromAnyBufferWhichStaysAsItIs(String kind, ByteBuffer frame)
      throws FrameException {
    int position = frame.position();
    int limit = frame.limit();
    MetricsFrame plain = reader.readMetrics(ByteBuffer.wrap(METRICS));
    assertThat(reader.readHeader(frame).sequence()).isEqualTo(43);
    assertThat(reader.readSource(frame)).isEqualTo(SOURCE);
    assertThat(reader.readMetrics(frame)).isEqualTo(plain);
    assertThat(frame.position()).isEqualTo(position);
    assertThat(frame.limit()).isEqualTo(limit);
    assertThat(frame.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
  }

  @Test
  void bytesBehindTheFrameAreRefused() {
    ByteBuffer longer = ByteBuffer.wrap(Arrays.copyOf(METRICS, METRICS.length + 1));
    assertThat(refusal(() -> reader.readHeader(longer))).isEqualTo(RefusalReason.TRUNCATED);
  }

  @Test
  void metricsAreNoControlMessageAndTheOtherWayRound() {
    ByteBuffer metrics = ByteBuffer.wrap(METRICS);
    ByteBuffer hello = ByteBuffer.wrap(HELLO);
    assertThat(refusal(() -> reader.readMessage(metrics))).isEqualTo(RefusalReason.UNEXPECTED);
    assertThat(refusal(() -> reader.readSource(hello))).isEqualTo(RefusalReason.UNEXPECTED);
    assertThat(refusal(() -> reader.readMetrics(hello))).isEqualTo(RefusalReason.UNEXPECTED);
  }

  @Test
  void sourceIsReadThoughTheBodyCannotBe() throws FrameException {
    ByteBuffer frame = ByteBuffer.wrap(Frames.around(new byte[] {1, 2, 3}, Compression.ZSTD, 50));
    assertThat(reader.readSource(frame)).isEqualTo(Frames.SOURCE);
    assertThat(refusal(() -> reader.readMetrics(frame))).isEqualTo(RefusalReason.BAD_COMPRESSION);
  }

  @Test
  void uncompressedBodyHasTheLengthTheHeaderSays() {
    ByteBuffer frame = ByteBuffer.wrap(Frames.around(new byte[3], Compression.NONE, 4));
    assertThat(refusal(() -> reader.readMetrics(frame))).isEqualTo(RefusalReason.BAD_COMPRESSION);
  }

  @Test
  void dictionaryThisVersionDoesNotHaveIsNamed() {
    byte[] frame = METRICS.clone();
    frame[8] = 2; // zstd with a dictionary
    frame[10] = 9; // dictionary 9
    ByteBuffer repaired = ByteBuffer.wrap(Frames.repaired(frame));
    assertThat(refusal(() -> reader.readMetrics(repaired)))
        .isEqualTo(RefusalReason.UNKNOWN_DICTIONARY);
  }

  @Test
  void bodyThatZstdWouldNotShrinkIsSentAsItIs() throws FrameException {
    MetricsFrame small = new MetricsFrame(SOURCE, 1, List.of(new Snapshot(0, List.of())));
    ByteBuffer frame = ByteBuffer.wrap(writer.write(small, Compression.ZSTD));
    assertThat(reader.readHeader(frame).compression()).isEqualTo(Compression.NONE);
    assertThat(reader.readMetrics(frame)).isEqualTo(small);
  }

  @Test
  void bodyThatZstdShrinksIsSentShrunk() throws FrameException {
    MetricsFrame large = new MetricsFrame(SOURCE, 1, RandomSnapshots.ofAgent(3));
    byte[] shrunk = writer.write(large, Compression.ZSTD);
    byte[] plain = writer.write(large, Compression.NONE);
    assertThat(shrunk).hasSizeLessThan(plain.length);
    assertThat(reader.readHeader(ByteBuffer.wrap(shrunk)).compression())
        .isEqualTo(Compression.ZSTD);
    assertThat(reader.readMetrics(ByteBuffer.wrap(shrunk)))
        .isEqualTo(reader.readMetrics(ByteBuffer.wrap(plain)));
  }

  @Test
  void writerRefusesADictionaryItDoesNotHave() {
    MetricsFrame frame = new MetricsFrame(SOURCE, 1, List.of(new Snapshot(0, List.of())));
    assertThatThrownBy(() -> writer.write(frame, Compression.ZSTD_DICTIONARY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sequencesBeginAtOne() {
    List<Snapshot> snapshots = List.of(new Snapshot(0, List.of()));
    assertThatThrownBy(() -> new MetricsFrame(SOURCE, 0, snapshots))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static Stream<Arguments> buffers() {
    int room = 5;
    ByteBuffer within = ByteBuffer.allocate(room + METRICS.length + room).put(room, METRICS);
    within.position(room).limit(room + METRICS.length);
    ByteBuffer direct = ByteBuffer.allocateDirect(within.capacity()).put(room, METRICS);
    direct.position(room).limit(room + METRICS.length);
    return Stream.of(
        Arguments.of("with a position and a limit", within),
        Arguments.of("slice", within.slice()),
        Arguments.of("read-only", within.asReadOnlyBuffer()),
        Arguments.of("direct", direct),
        Arguments.of("direct, read-only slice", direct.slice().asReadOnlyBuffer()));
  }

  private static RefusalReason refusal(ThrowingCallable reading) {
    return catchThrowableOfType(FrameException.class, reading).reason();
  }
}
