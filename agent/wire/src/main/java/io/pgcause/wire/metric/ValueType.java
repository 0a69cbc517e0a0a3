package io.pgcause.wire.metric;

import java.util.Locale;

/** The type of a metric's values; fixed by the catalogue for ever. */
public enum ValueType {
  /** 64-bit signed. */
  INTEGER,
  /** 64-bit IEEE 754. */
  REAL;

  static ValueType of(String name) {
    return switch (name) {
      case "integer" -> INTEGER;
      case "real" -> REAL;
      default -> throw new IllegalArgumentException("type \"" + name + "\" is not integer or real");
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
