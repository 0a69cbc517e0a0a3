package io.pgcause.rules.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

  private static final List<String> KNOWN =
      List.of("lock.mode", "lock.type", "severity", "says", "session.blocked.count");

  @ParameterizedTest
  @CsvSource({
    "severty, severity",
    "Severity, severity",
    "mode, lock.mode",
    "session.blocked, session.blocked.count",
    "lock.moed, lock.mode",
    "say, says"
  })
  void misspeltNameIsRecognised(String wrong, String meant) {
    assertThat(NearestName.hint(wrong, KNOWN)).isEqualTo("; did you mean '" + meant + "'?");
  }

  @ParameterizedTest
  @CsvSource({"banana", "x", "sessions"})
  void nameOfSomethingElseIsNot(String wrong) {
    assertThat(NearestName.hint(wrong, KNOWN)).isEmpty();
  }
}
