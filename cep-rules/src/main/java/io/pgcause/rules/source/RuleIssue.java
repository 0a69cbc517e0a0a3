package io.pgcause.rules.source;

import java.io.Serializable;

/**
 * One problem of one file, told so that the author can mend it without looking elsewhere.
 *
 * <p>{@link #toString} is the form for people:
 *
 * <pre>
 * locks/LOCK-01/rule.yaml:10:11: error: unknown metric 'x.y'; did you mean 'x.z'?
 *  10 |     when: x.y > 3
 *     |           ^^^
 * </pre>
 *
 * @param file as it was named to the reader
 * @param line from 1; 0 when the problem is the file itself
 * @param column from 1, in characters (code points); 0 when the problem is the file itself
 * @param message lower-case, without the place
 * @param sourceLine the whole line, without its end; empty when the problem is the file itself
 * @param width characters at fault, at least 1
 */
public record RuleIssue(
    String file, int line, int column, String message, String sourceLine, int width)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** A problem of the file as a whole. */
  public static RuleIssue ofFile(String file, String message) {
    return new RuleIssue(file, 0, 0, message, "", 1);
  }

  @Override
  public String toString() {
    if (line == 0) {
      return file + ": error: " + message;
    }
    String gutter = " " + line + " | ";
    return file
        + ":"
        + line
        + ":"
        + column
        + ": error: "
        + message
        + "\n"
        + (gutter + sourceLine).stripTrailing()
        + "\n"
        + " ".repeat(gutter.length() - 2)
        + "| "
        + underline();
  }

  private String underline() {
    StringBuilder indent = new StringBuilder();
    sourceLine.codePoints().limit(column - 1).forEach(c -> indent.append(c == '\t' ? '\t' : ' '));
    return indent + "^".repeat(width);
  }
}
