package io.pgcause.rules.expression;

import java.io.Serial;

/** Ends the reading of one expression at the first place where it cannot be understood. */
final class SyntaxFault extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final int from;
  private final int to;

  SyntaxFault(Token at, String message) {
    this(at.from(), at.to(), message);
  }

  SyntaxFault(int from, int to, String message) {
    super(message, null, false, false);
    this.from = from;
    this.to = to;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }
}
