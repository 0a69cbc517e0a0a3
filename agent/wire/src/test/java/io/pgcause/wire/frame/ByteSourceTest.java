package io.pgcause.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSourceTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0, 00",
    "127, 7f",
    "128, 80 01",
    "300, ac 02",
    "9223372036854775807, ff ff ff ff ff ff ff ff 7f",
    "-1, ff ff ff ff ff ff ff ff ff 01"
  })
  void varintIsLeb128(long value, String hex) throws FrameException {
    ByteSink out = new ByteSink();
    out.varint(value);
    assertThat(out.toByteArray()).isEqualTo(bytes(hex));
    assertThat(ByteSink.varintSize(value)).isEqualTo(out.size());
    assertThat(source(hex).varint()).isEqualTo(value);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0, 00",
    "-1, 01",
    "1, 02",
    "-64, 7f",
    "64, 80 01",
    "9223372036854775807, fe ff ff ff ff ff ff ff ff 01",
    "-9223372036854775808, ff ff ff ff ff ff ff ff ff 01"
  })
  void signedNumbersAreZigzag(long value, String hex) throws FrameException {
    ByteSink out = new ByteSink();
    out.zigzag(value);
    assertThat(out.toByteArray()).isEqualTo(bytes(hex));
    assertThat(ByteSink.zigzagSize(value)).isEqualTo(out.size());
    assertThat(source(hex).zigzag()).isEqualTo(value);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"ff ff ff ff ff ff ff ff ff 02", "80 80 80 80 80 80 80 80 80 80 00"})
  void numberOfMoreThan64BitsIsRefused(String hex) {
    assertThatThrownBy(() -> source(hex).varint())
        .isInstanceOf(FrameException.class)
        .hasMessage("malformed: a number of more than 64 bits");
  }

  @Test
  void bitsBeginWithTheLowestOfEachByte() throws FrameException {
    boolean[] flags = {true, false, true, true, false, false, false, false, false, true};
    ByteSink out = new ByteSink();
    out.bits(flags);
    assertThat(out.toByteArray()).isEqualTo(bytes("0d 02"));
    assertThat(source("0d 02").bits(10)).isEqualTo(flags);
  }

  @Test
  void textMayEndWithTheBytesButNotBehindThem() throws FrameException {
    assertThat(source("02 c3 a9").string(2)).isEqualTo("é");
    assertThatThrownBy(() -> source("03 c3 a9").string(9))
        .hasMessage("truncated: 3 bytes needed at offset 1, 2 left");
    assertThatThrownBy(() -> source("03 61 61 61").string(2)).isInstanceOf(FrameException.class);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"01 ff", "01 c3", "02 c0 80", "03 ed a0 80", "04 f4 90 80 80", "01 00"})
  void textThatPostgresqlCouldNotStoreIsRefused(String hex) {
    assertThatThrownBy(() -> source(hex).string(9)).isInstanceOf(FrameException.class);
  }

  @Test
  void partEndsWhereItEnds() throws FrameException {
    ByteSource whole = source("01 02 03 04");
    ByteSource part = whole.part(2);
    assertThat(part.u8()).isEqualTo(1);
    assertThat(part.u8()).isEqualTo(2);
    assertThat(part.remaining()).isZero();
    assertThatThrownBy(part::u8).isInstanceOf(FrameException.class);
    assertThat(whole.u8()).isEqualTo(3);
    assertThatThrownBy(() -> whole.part(2)).isInstanceOf(FrameException.class);
    assertThatThrownBy(() -> whole.skip(2)).isInstanceOf(FrameException.class);
  }

  @Test
  void countIsHeldAgainstItsLimit() throws FrameException {
    assertThat(source("05").count(5, "apples")).isEqualTo(5);
    assertThatThrownBy(() -> source("06").count(5, "apples"))
        .hasMessage("malformed: 6 apples, at most 5 can be");
    assertThatThrownBy(() -> source("ff ff ff ff ff ff ff ff ff 01").count(5, "apples"))
        .hasMessage("malformed: 18446744073709551615 apples, at most 5 can be");
  }

  private static ByteSource source(String hex) {
    return new ByteSource(ByteBuffer.wrap(bytes(hex)));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
