package io.pgcause.rules.expression;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the values of many rows become one number. */
enum Aggregation {
  SUM,
  MAX,
  MIN,
  AVG,
  COUNT;

  /** The aggregation called {@code name} in expressions, or null. */
  static @Nullable Aggregation find(String name) {
    return Arrays.stream(values()).filter(one -> one.word().equals(name)).findFirst().orElse(null);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Aggregation::word).toList();
  }

  /** The number of no rows: nothing adds up to zero, but has no largest, smallest or average. */
  double ofNothing() {
    return this == SUM || this == COUNT ? 0 : Double.NaN;
  }

  /** Whether the number is that of one of the rows. */
  boolean picksRow() {
    return this == MAX || this == MIN;
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
