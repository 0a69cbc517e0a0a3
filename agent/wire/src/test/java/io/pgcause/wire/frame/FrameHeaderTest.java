package io.pgcause.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameHeaderTest {

  private static final FrameLimits LIMITS = new FrameLimits(1000, 2000);
  private static final byte[] ACK = HexFile.read("ack");
  private static final byte[] METRICS = HexFile.read("metrics-one-integer");

  @Test
  void everyFieldIsReadFromItsPlace() throws FrameException {
    FrameHeader header = FrameHeader.read(ByteBuffer.wrap(METRICS), LIMITS);
    assertThat(header.type()).isEqualTo(FrameType.METRICS);
    assertThat(header.compression()).isEqualTo(Compression.NONE);
    assertThat(header.dictionary()).isZero();
    assertThat(header.payloadLength()).isEqualTo(37);
    assertThat(header.frameLength()).isEqualTo(METRICS.length);
    assertThat(header.sequence()).isEqualTo(42);
    assertThat(header.uncompressedLength()).isEqualTo(24);
    assertThat(header.checksumHolds(ByteBuffer.wrap(METRICS))).isTrue();
  }

  @Test
  void headerIsReadBeforeItsPayloadHasArrived() throws FrameException {
    ByteBuffer onlyHeader = ByteBuffer.wrap(METRICS, 0, FrameHeader.SIZE);
    assertThat(FrameHeader.read(onlyHeader, LIMITS).frameLength()).isEqualTo(METRICS.length);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void faultIsNamed(RefusalReason reason, byte[] frame, int offset, int value) {
    byte[] changed = frame.clone();
    changed[offset] = (byte) value;
    FrameException refused =
        catchThrowableOfType(
            FrameException.class, () -> FrameHeader.read(ByteBuffer.wrap(changed), LIMITS));
    assertThat(refused.reason()).isEqualTo(reason);
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {0, 1, 31})
  void shorterThanAHeaderIsTruncated(int length) {
    assertThatThrownBy(() -> FrameHeader.read(ByteBuffer.wrap(ACK, 0, length), LIMITS))
        .isInstanceOf(FrameException.class)
        .hasMessage("truncated: a header has 32 bytes, " + length + " are here");
  }

  @ParameterizedTest(name = "{0} and {1}")
  @MethodSource("badLimits")
  void limitsMustBePositiveAndGrow(int payload, int uncompressed) {
    assertThatThrownBy(() -> new FrameLimits(payload, uncompressed))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static Stream<Arguments> badLimits() {
    return Stream.of(
        Arguments.of(0, 1),
        Arguments.of(2, 1),
        Arguments.of(-1, -1),
        Arguments.of(Integer.MAX_VALUE, Integer.MAX_VALUE));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(RefusalReason.BAD_MAGIC, ACK, 0, 0),
        Arguments.of(RefusalReason.BAD_VERSION, ACK, 4, 1),
        Arguments.of(RefusalReason.BAD_VERSION, ACK, 5, 2),
        Arguments.of(RefusalReason.BAD_TYPE, ACK, 6, 0),
        Arguments.of(RefusalReason.BAD_TYPE, ACK, 6, 10),
        Arguments.of(RefusalReason.BAD_TYPE, ACK, 7, 1),
        Arguments.of(RefusalReason.BAD_FLAGS, METRICS, 8, 3), // no such compression
        Arguments.of(RefusalReason.BAD_FLAGS, METRICS, 8, 0x10), // beyond the compression's bits
        Arguments.of(RefusalReason.BAD_FLAGS, METRICS, 9, 1),
        Arguments.of(RefusalReason.BAD_FLAGS, METRICS, 8, 2), // a dictionary, but which
        Arguments.of(RefusalReason.BAD_FLAGS, METRICS, 10, 1), // a dictionary for nothing
        Arguments.of(RefusalReason.BAD_FLAGS, ACK, 8, 1), // control messages are never compressed
        Arguments.of(RefusalReason.BAD_FLAGS, ACK, 24, 12), // nor of two lengths
        Arguments.of(RefusalReason.TOO_LARGE, METRICS, 13, 4), // payload of 1061
        Arguments.of(RefusalReason.TOO_LARGE, METRICS, 15, 0x80), // payload that looks negative
        Arguments.of(RefusalReason.TOO_LARGE, METRICS, 25, 8), // body of 2072
        Arguments.of(RefusalReason.TOO_LARGE, METRICS, 27, 0xFF),
        Arguments.of(RefusalReason.MALFORMED, METRICS, 16, 0), // sequences begin at 1
        Arguments.of(RefusalReason.MALFORMED, METRICS, 23, 0x80));
  }
}
