package io.pgcause.rules.expression;

import java.util.List;

/**
 * What an expression says, before anybody asks whether its names exist. Offsets are in its text.
 */
sealed interface Syntax {

  int from();

  int to();

  /** A number; {@code bare} if it has no unit. */
  record Literal(Quantity quantity, boolean bare, int from, int to) implements Syntax {}

  /** A metric with what its labels must be, or a parameter. */
  record Selector(Token name, List<Matcher> matchers, int from, int to) implements Syntax {

    /** Without dot and braces it can only be a parameter. */
    boolean isParameter() {
      return matchers.isEmpty() && name.text().indexOf('.') < 0 && to == name.to();
    }
  }

  /** What one label must be, or must not be. */
  record Matcher(Token label, boolean equal, Token values) {}

  record Call(Token function, List<Syntax> arguments, int from, int to) implements Syntax {}

  record Prefix(Token operator, Syntax operand) implements Syntax {

    @Override
    public int from() {
      return operator.from();
    }

    @Override
    public int to() {
      return operand.to();
    }
  }

  record Infix(Token operator, Syntax left, Syntax right) implements Syntax {

    @Override
    public int from() {
      return left.from();
    }

    @Override
    public int to() {
      return right.to();
    }
  }
}
