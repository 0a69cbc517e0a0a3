package io.pgcause.rules.expression;

import java.util.ArrayList;
import java.util.List;

/** Reads the quoted text of a label matcher: alternatives with {@code |} between them. */
final class LabelValues {

  private LabelValues() {}

  /** The alternatives; a backslash makes the next character, such as {@code |}, part of one. */
  static List<String> of(Token values) {
    List<String> alternatives = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    String text = values.text();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '|') {
        alternatives.add(current.toString());
        current.setLength(0);
      } else {
        current.append(c == '\\' && at + 1 < text.length() ? text.charAt(++at) : c);
      }
    }
    alternatives.add(current.toString());
    return alternatives;
  }
}
