package io.pgcause.rules;

import java.util.Locale;

/** What the steps of a rule must have in common to be steps of one event. */
public enum RuleKey {
  /** They happened on the same PostgreSQL instance. */
  INSTANCE;

  /** As rule files write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
