package io.pgcause.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTargetTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/app?password=sesame",
        "jdbc:postgresql://db/app?ssl=true&PASSWORD=sesame",
        "jdbc:postgresql://db/app?sslpassword=sesame"
      })
  void passwordInTheUrlIsRefusedWithoutBeingRepeated(String url) {
    assertThatThrownBy(() -> target(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("//db/app")
        .hasMessageNotContaining("sesame");
  }

  @Test
  void urlOfAnotherServerIsRefused() {
    assertThatThrownBy(() -> target("jdbc:mysql://db/app"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jdbc:postgresql:");
  }

  @Test
  void addressLeavesParametersOut() {
    assertThat(target("jdbc:postgresql://db:5433/app?ssl=true").address())
        .isEqualTo("//db:5433/app");
  }

  private static SamplingTarget target(String url) {
    return new SamplingTarget(url, "watcher", () -> "", false, Optional.empty());
  }
}
