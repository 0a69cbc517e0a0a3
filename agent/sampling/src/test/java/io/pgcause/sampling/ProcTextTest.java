package io.pgcause.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProcTextTest {

  @Test
  void wordsEndAtBlanksColonsAndEqualsSigns() {
    ProcText text = text("some avg10=0.50 total=12\nMemTotal:   34 kB\n");

    assertThat(text.nextLine()).isTrue();
    assertThat(text.word()).isEqualTo("some");
    assertThat(text.skipWords(2).skip("total")).isTrue();
    assertThat(text.number()).isEqualTo(12);
    assertThat(text.hasWord()).isFalse();
    assertThat(text.word()).isEmpty();
    assertThat(text.find("MemTotal")).isTrue();
    assertThat(text.number()).isEqualTo(34);
    assertThat(text.nextLine()).isFalse();
  }

  @Test
  void onlyWholeWordsAreFound() {
    assertThat(text("cpu0 1\ncpu 2\n").find("cpu")).isTrue();
    assertThat(text("oom_kill_disable 1\n").find("oom_kill")).isFalse();
  }

  @Test
  void lastLineNeedsNoEnd() {
    ProcText text = text("7");

    assertThat(text.nextLine()).isTrue();
    assertThat(text.number()).isEqualTo(7);
  }

  @Test
  void whatIsNoNumberIsSaidSo() {
    ProcText text = text("1x");
    text.nextLine();

    assertThatThrownBy(text::number)
        .isInstanceOf(NumberFormatException.class)
        .hasMessage("a number was expected at byte 0, not \"1x\"");
  }

  private static ProcText text(String text) {
    return new ProcText(text.getBytes(StandardCharsets.UTF_8));
  }
}
