package io.pgcause.rules.expression;

import java.util.List;

/** Which rows of a group a selector takes. Labels are looked up once, when it is made. */
final class RowFilter {

  private final int[] labels;
  private final boolean[] equal;
  private final String[][] alternatives;
  private final String text;

  /**
   * @param text the conditions as the expression writes them, without braces
   */
  RowFilter(int[] labels, boolean[] equal, String[][] alternatives, String text) {
    this.labels = labels;
    this.equal = equal;
    this.alternatives = alternatives;
    this.text = text;
  }

  /** Whether a row with these label values, in the group's order, is taken. */
  boolean takes(List<String> row) {
    for (int i = 0; i < labels.length; i++) {
      if (isAmong(row.get(labels[i]), alternatives[i]) != equal[i]) {
        return false;
      }
    }
    return true;
  }

  String text() {
    return text;
  }

  private static boolean isAmong(String value, String[] alternatives) {
    for (String alternative : alternatives) {
      if (alternative.equals(value)) {
        return true;
      }
    }
    return false;
  }
}
