package io.pgcause.rules.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the problems of one file while its reader goes on. Not thread-safe. */
public final class IssueLog {

  private static final Comparator<RuleIssue> BY_PLACE =
      Comparator.comparingInt(RuleIssue::line).thenComparingInt(RuleIssue::column);

  private final List<RuleIssue> issues = new ArrayList<>();

  public void add(RuleIssue issue) {
    issues.add(issue);
  }

  public boolean isEmpty() {
    return issues.isEmpty();
  }

  /**
   * Ends the reading of a file.
   *
   * @throws RuleCheckException with all problems in the order of their places, if there are any
   */
  public void throwIfAny() throws RuleCheckException {
    if (!issues.isEmpty()) {
      throw new RuleCheckException(issues.stream().distinct().sorted(BY_PLACE).toList());
    }
  }
}
