package io.pgcause.rules.source;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A rule, graph or scenario file says something that cannot be meant. It holds every problem found,
 * not only the first; the message and {@link #toString} are their text as an author should see it.
 */
public final class RuleCheckException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RuleIssue[] issues;

  /**
   * @param issues at least one
   */
  public RuleCheckException(List<RuleIssue> issues) {
    super(issues.stream().map(RuleIssue::toString).collect(Collectors.joining("\n")));
    if (issues.isEmpty()) {
      throw new IllegalArgumentException("a refusal needs a reason");
    }
    this.issues = issues.toArray(RuleIssue[]::new);
  }

  /** What is wrong, in the order of files and places. */
  public List<RuleIssue> issues() {
    return List.of(issues);
  }

  @Override
  public String toString() {
    return getMessage();
  }
}
