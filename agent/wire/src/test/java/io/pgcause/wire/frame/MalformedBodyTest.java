package io.pgcause.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies with one fault each, by hand; the header around them is right. */
class MalformedBodyTest {

  private static final int INSTANCE = 1;
  private static final int LOCK_WAIT = 12;

  /** Present in the only snapshot, one row, no cell absent. */
  private static final String ONE_ROW = "01 01 00";

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"bodies", "rows", "columns"})
  void faultIsNamed(String fault, RefusalReason reason, String body) {
    ByteBuffer frame = ByteBuffer.wrap(Frames.around(bytes(body)));
    try (FrameReader reader = new FrameReader(FrameLimits.DEFAULT)) {
      FrameException refused =
          catchThrowableOfType(FrameException.class, () -> reader.readMetrics(frame));
      assertThat(refused).isNotNull();
      assertThat(refused.reason()).isEqualTo(reason);
      assertThat(refused).hasMessageStartingWith(reason.label() + ": ");
    }
  }

  @Test
  void sameBodyWithoutAFaultIsTaken() throws FrameException {
    byte[] body = bytes(group(INSTANCE, ONE_ROW + "01" + column("02", "00 00 00 02")));
    try (FrameReader reader = new FrameReader(FrameLimits.DEFAULT)) {
      MetricsFrame frame = reader.readMetrics(ByteBuffer.wrap(Frames.around(body)));
      assertThat(frame.snapshots().get(0).samples()).isEqualTo(1);
    }
  }

  static Stream<Arguments> bodies() {
    String instance = "01 04 01 01 00 00";
    return Stream.of(
        malformed("no snapshots", "00 00 00"),
        malformed("more snapshots than a frame holds", "00 81 20 00 00"),
        truncated("no number of groups", "00 01 00"),
        truncated("fewer times than snapshots", "00 02 00"),
        malformed("more groups than bytes", "00 01 00 7f"),
        malformed("time of eleven bytes", "00 01 ff ff ff ff ff ff ff ff ff ff 01 00"),
        malformed("time of 65 bits", "00 01 ff ff ff ff ff ff ff ff ff 02 00"),
        malformed("group longer than the body", "00 01 00 01 01 7f 01"),
        malformed("group twice", "00 01 00 02" + instance + instance),
        malformed("unknown groups that descend", "00 01 00 02 c8 01 00 c7 01 00"),
        malformed("group id beyond 31 bits", "00 01 00 01 80 80 80 80 08 00"),
        truncated("group without presence", group(INSTANCE, "")));
  }

  static Stream<Arguments> rows() {
    return Stream.of(
        malformed("two rows without labels", group(INSTANCE, "01 02 00 00")),
        malformed("more rows than bytes", group(LOCK_WAIT, "01 7f 00")),
        malformed("more texts than rows", group(LOCK_WAIT, "01 01 02 01 61 01 62 00 00 00")),
        malformed("no text for a row", group(LOCK_WAIT, "01 01 00 00 00 00")),
        malformed("label outside the texts", group(LOCK_WAIT, "01 01 01 01 61 01 00 00")),
        malformed("text twice", group(LOCK_WAIT, "01 02 02 01 61 01 61 00 01 00 00")),
        malformed("row twice", group(LOCK_WAIT, "01 02 01 01 61 00 00 00 00")),
        malformed("text that is not UTF-8", group(LOCK_WAIT, "01 01 01 01 ff 00 00 00")),
        malformed("surrogate in a text", group(LOCK_WAIT, "01 01 01 03 ed a0 80 00 00 00")),
        malformed("zero in a text", group(LOCK_WAIT, "01 01 01 01 00 00 00 00")),
        malformed(
            "label too long", group(LOCK_WAIT, "01 01 01 81 20" + "61".repeat(4097) + "00 00 00")),
        truncated("text of just one byte too many", group(LOCK_WAIT, "01 01 01 02 61")),
        truncated("text beyond the group", group(LOCK_WAIT, "01 01 01 7f 61")),
        malformed("layout of cells unknown", group(INSTANCE, "01 01 02 00")),
        truncated("bits of cells missing", group(INSTANCE, "01 01 01")));
  }

  static Stream<Arguments> columns() {
    return Stream.of(
        malformed("more columns than bytes", group(INSTANCE, ONE_ROW + "7f")),
        column("column twice", "02", "00 00 00 02", "02", "00 00 00 02"),
        column("metric of another group", "5a", "00 00 00 02"),
        column("derived metric", "1a", "02 00 00 02"),
        column("rate", "ef 01", "02 00 00 02"),
        column("integer with the form of a real", "02", "02 00 00 02"),
        column("real with the form of an integer", "04", "00 00 00 02"),
        column("ten digits behind the point", "04", "0c 00 00 02"),
        column("coding unknown", "02", "00 05 00 02"),
        column("nulls neither 0 nor 1", "02", "00 00 02 02"),
        column("more distinct values than values", "02", "00 03 00 02 02 04 00"),
        column("position outside the dictionary", "02", "00 03 00 01 02 01"),
        column("dictionary of nothing", "02", "00 03 00 00 00"),
        truncated("no value", group(INSTANCE, ONE_ROW + "01" + column("02", "00 00 00"))),
        truncated("no null bits", group(INSTANCE, ONE_ROW + "01" + column("02", "00 00 01"))),
        truncated("seven bytes of eight", group(INSTANCE, ONE_ROW + "01" + raw(7))));
  }

  private static Arguments malformed(String fault, String body) {
    return Arguments.of(fault, RefusalReason.MALFORMED, body);
  }

  private static Arguments truncated(String fault, String body) {
    return Arguments.of(fault, RefusalReason.TRUNCATED, body);
  }

  private static Arguments column(String fault, String... idsAndContents) {
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < idsAndContents.length; i += 2) {
      columns.append(column(idsAndContents[i], idsAndContents[i + 1]));
    }
    String count = String.format("%02x", idsAndContents.length / 2);
    return malformed(fault, group(INSTANCE, ONE_ROW + count + columns));
  }

  private static String raw(int size) {
    return column("02", "00 04 00" + "00".repeat(size));
  }

  private static String column(String id, String content) {
    return id + String.format("%02x", bytes(content).length) + content;
  }

  /** A body of catalogue version 0 and one snapshot at 0 with this group only. */
  private static String group(int id, String content) {
    ByteSink start = new ByteSink();
    start.bytes(bytes("00 01 00 01"));
    start.varint(id);
    start.varint(bytes(content).length);
    return HexFormat.of().formatHex(start.toByteArray()) + content;
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
