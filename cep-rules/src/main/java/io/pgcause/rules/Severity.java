package io.pgcause.rules;

import java.util.Locale;

/** How soon somebody must look at what a rule found; a property of the effect, not of the proof. */
public enum Severity {
  /** Users are affected or data is at risk now. */
  CRITICAL,
  /** Within hours. */
  HIGH,
  /** This week. */
  MEDIUM,
  /** Advice. */
  LOW,
  /** Worth knowing. */
  INFO;

  /** As rule files write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
