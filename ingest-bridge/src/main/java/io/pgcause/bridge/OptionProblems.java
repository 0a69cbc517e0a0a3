package io.pgcause.bridge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a set of options, so that it can be said at once. */
final class OptionProblems {

  private static final String SEPARATOR = System.lineSeparator();

  private final List<String> lines = new ArrayList<>();

  void add(String option, String problem) {
    lines.add(option + ": " + problem);
  }

  /** Adds the problems that {@link #throwIfAny} of another one has thrown. */
  void addAll(IllegalArgumentException thrown) {
    lines.addAll(List.of(String.valueOf(thrown.getMessage()).split(SEPARATOR)));
  }

  void checkRange(String option, long value, long low, long high) {
    if (value < low || value > high) {
      String range = high == Long.MAX_VALUE ? "at least " + low : low + " to " + high;
      add(option, "expected " + range + ", found " + value);
    }
  }

  void checkTime(String option, Duration value) {
    if (value.toMillis() < 1 || value.compareTo(Duration.ofDays(1)) > 0) {
      add(option, "expected 1ms to 24h, found " + value);
    }
  }

  List<String> lines() {
    return lines;
  }

  void throwIfAny() {
    if (!lines.isEmpty()) {
      throw new IllegalArgumentException(String.join(SEPARATOR, lines));
    }
  }
}
