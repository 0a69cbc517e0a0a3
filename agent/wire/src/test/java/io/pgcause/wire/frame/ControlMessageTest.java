package io.pgcause.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlMessageTest {

  private static final FrameSource SOURCE = new FrameSource("db-1", Long.MIN_VALUE);
  private static final String SOURCE_BYTES = "04 64 62 2d 31 00 00 00 00 00 00 00 80";

  private final FrameReader reader = new FrameReader(FrameLimits.DEFAULT);

  @AfterEach
  void closeReader() {
    reader.close();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(RefusalReason.class)
  void everyReasonOfARejectComesBack(RefusalReason reason) throws FrameException {
    ControlMessage reject = new ControlMessage.Reject(SOURCE, reason, "");
    assertThat(reader.readMessage(ByteBuffer.wrap(reject.toFrame(-1)))).isEqualTo(reject);
  }

  @Test
  void largestHelloFitsIntoTheDefaultLimits() throws FrameException {
    FrameSource widest = new FrameSource("i".repeat(FrameSource.MAX_ID_BYTES), 1);
    ControlMessage hello =
        new ControlMessage.Hello(
            "a".repeat(FrameSource.MAX_ID_BYTES),
            "",
            Collections.nCopies(ControlMessage.Hello.MAX_SOURCES, widest));
    assertThat(reader.readMessage(ByteBuffer.wrap(hello.toFrame(0)))).isEqualTo(hello);
  }

  @Test
  void reasonNewerThanTheReaderIsReadAsUnexpected() throws FrameException {
    ByteBuffer frame = frame(FrameType.REJECT, SOURCE_BYTES + "e7 07 00"); // reason 999
    assertThat(reader.readMessage(frame))
        .isEqualTo(new ControlMessage.Reject(SOURCE, RefusalReason.UNEXPECTED, ""));
  }

  @Test
  void bytesBehindTheKnownFieldsAreIgnored() throws FrameException {
    assertThat(reader.readMessage(frame(FrameType.ACK, SOURCE_BYTES + "01 02 03")))
        .isEqualTo(new ControlMessage.Ack(SOURCE));
    assertThat(reader.readMessage(frame(FrameType.PING, "ff")))
        .isEqualTo(new ControlMessage.Ping());
  }

  @Test
  void textForPeopleIsCutToWhatTheReaderTakes() throws FrameException {
    ControlMessage bye = new ControlMessage.Bye("日".repeat(1000) + "\0");
    ControlMessage back = reader.readMessage(ByteBuffer.wrap(bye.toFrame(0)));
    assertThat(back).isEqualTo(new ControlMessage.Bye("日".repeat(256)));
    ControlMessage zero = new ControlMessage.Bye("a\0b");
    assertThat(reader.readMessage(ByteBuffer.wrap(zero.toFrame(0))))
        .isEqualTo(new ControlMessage.Bye("a b"));
  }

  @ParameterizedTest(name = "{0} {2}: {1}")
  @MethodSource("malformed")
  void malformedPayloadIsRefused(FrameType type, RefusalReason reason, String payload) {
    FrameException refused =
        catchThrowableOfType(FrameException.class, () -> reader.readMessage(frame(type, payload)));
    assertThat(refused.reason()).isEqualTo(reason);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @MethodSource("badIds")
  void idsAreOneTo128BytesWithoutZero(String id) {
    assertThatThrownBy(() -> new FrameSource(id, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ControlMessage.Hello(id, "", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void agentSpeaksForSoManyInstancesAtMost() {
    List<FrameSource> tooMany = Collections.nCopies(ControlMessage.Hello.MAX_SOURCES + 1, SOURCE);
    assertThatThrownBy(() -> new ControlMessage.Hello("agent", "", tooMany))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {0, -1})
  void limitsOfAWelcomeArePositive(int limit) {
    assertThatThrownBy(() -> new ControlMessage.Welcome(limit, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ControlMessage.Welcome(1, limit))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void codesAndLabelsOfReasonsAreDistinct() {
    assertThat(RefusalReason.values()).extracting(RefusalReason::code).doesNotHaveDuplicates();
    assertThat(RefusalReason.BAD_CHECKSUM.label()).isEqualTo("bad-checksum");
    assertThat(Arrays.stream(RefusalReason.values()).filter(RefusalReason::retry))
        .containsExactly(
            RefusalReason.BAD_CHECKSUM,
            RefusalReason.BROKER_UNAVAILABLE,
            RefusalReason.SHUTTING_DOWN);
  }

  static Stream<String> badIds() {
    return Stream.of("", "x".repeat(129), "日".repeat(43), "a\0b");
  }

  static Stream<Arguments> malformed() {
    RefusalReason malformed = RefusalReason.MALFORMED;
    RefusalReason truncated = RefusalReason.TRUNCATED;
    return Stream.of(
        Arguments.of(FrameType.CONFIG, RefusalReason.UNEXPECTED, ""),
        Arguments.of(FrameType.HELLO, truncated, ""),
        Arguments.of(FrameType.HELLO, malformed, "00 00 00"), // no agent id
        Arguments.of(FrameType.HELLO, malformed, "01 61 00 81 20"), // 4097 sources
        Arguments.of(FrameType.HELLO, truncated, "01 61 00 80 20"), // 4096, and none there
        Arguments.of(FrameType.HELLO, malformed, "81 01" + "61".repeat(129) + "00 00"),
        Arguments.of(FrameType.WELCOME, malformed, "00 01"),
        Arguments.of(FrameType.WELCOME, malformed, "01 00"),
        Arguments.of(FrameType.WELCOME, malformed, "80 80 80 80 08 01"), // 2^31
        Arguments.of(FrameType.ACK, truncated, "04 64 62 2d 31 00"),
        Arguments.of(FrameType.ACK, malformed, "00 00 00 00 00 00 00 00 00"), // no instance id
        Arguments.of(FrameType.REJECT, truncated, SOURCE_BYTES),
        Arguments.of(FrameType.BYE, malformed, "01 ff"), // not UTF-8
        Arguments.of(FrameType.BYE, malformed, "81 08")); // 1025 bytes
  }

  private static ByteBuffer frame(FrameType type, String payload) {
    byte[] bytes = HexFormat.of().parseHex(payload.replace(" ", ""));
    return ByteBuffer.wrap(Frames.withHeader(type, Compression.NONE, bytes.length, bytes));
  }
}
