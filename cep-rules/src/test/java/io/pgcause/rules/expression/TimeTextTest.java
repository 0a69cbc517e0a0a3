package io.pgcause.rules.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.rules.source.IssueLog;
import io.pgcause.rules.source.PlacedText;
import io.pgcause.rules.source.SourceText;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

  @ParameterizedTest
  @CsvSource({
    "60 s, PT1M",
    "10 min, PT10M",
    "2m30s, PT2M30S",
    "1 d 2 h, PT26H",
    "0.5 s, PT0.5S",
    "250ms, PT0.25S",
    "0 s, PT0S"
  })
  void timeIsReadInEveryNotation(String text, Duration expected) {
    assertThat(TimeText.parse(placed(text), new IssueLog())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"60", "s", "60 sec", "5 MiB", "-5 s", "5 s or so", "5 s, 3 s", "s 5"})
  void whatIsNoTimeIsRefused(String text) {
    IssueLog issues = new IssueLog();
    assertThat(TimeText.parse(placed(text), issues)).isNull();
    assertThat(issues.isEmpty()).isFalse();
  }

  private static PlacedText placed(String text) {
    return PlacedText.ofWhole(new SourceText("time", text));
  }
}
