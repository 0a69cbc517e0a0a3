package io.pgcause.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunningPartsTest {

  private final List<String> ended = new ArrayList<>();
  private final RunningParts parts = new RunningParts();

  @Test
  void partsEndInTheReverseOrderOfTheirStart() {
    parts.keep(part("first"));
    parts.keep(part("second"));

    parts.close();
    parts.close();

    assertThat(ended).containsExactly("second", "first");
  }

  @Test
  void partThatResistsDoesNotKeepTheOthersRunning() {
    parts.keep(part("first"));
    parts.keep(
        (Closeable)
            () -> {
              throw new IOException("no");
            });

    parts.close();

    assertThat(ended).containsExactly("first");
  }

  @Test
  void partThatComesAfterTheEndIsEndedAtOnce() {
    parts.close();

    assertThatThrownBy(() -> parts.keep(part("late"))).isInstanceOf(IllegalStateException.class);

    assertThat(ended).containsExactly("late");
  }

  private Closeable part(String name) {
    return () -> ended.add(name);
  }
}
