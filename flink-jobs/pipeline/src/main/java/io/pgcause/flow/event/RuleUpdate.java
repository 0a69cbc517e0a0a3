package io.pgcause.flow.event;

/**
 * A rule as it is published to the running job.
 *
 * @param ruleId such as {@code LOCK-01}
 * @param version grows with every change of the text
 * @param text the rule file; empty when the rule is withdrawn
 */
public record RuleUpdate(String ruleId, int version, String text) {

  /** Whether the rule is withdrawn. */
  public boolean isWithdrawal() {
    return text.isEmpty();
  }
}
