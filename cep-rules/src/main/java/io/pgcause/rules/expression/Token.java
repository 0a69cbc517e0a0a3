package io.pgcause.rules.expression;

/**
 * A word of an expression.
 *
 * @param text as written; of a string what stands between its quotes
 * @param from offset of its first character
 * @param to offset behind its last character
 */
record Token(Kind kind, String text, int from, int to) {

  enum Kind {
    NUMBER,
    NAME,
    STRING,
    SYMBOL,
    END
  }

  boolean is(String symbolOrWord) {
    return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbolOrWord);
  }

  /** For messages. */
  String described() {
    return switch (kind) {
      case END -> "the end";
      case STRING -> "\"" + text + "\"";
      case NUMBER, NAME, SYMBOL -> "'" + text + "'";
    };
  }
}
