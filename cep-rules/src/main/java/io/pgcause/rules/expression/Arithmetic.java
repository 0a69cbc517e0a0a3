package io.pgcause.rules.expression;

import java.util.List;
import java.util.function.Consumer;

/**
 * Two numbers made one. Nobody knows what a division by zero is, nor anything computed from an
 * unknown number.
 */
record Arithmetic(Operator operator, NumberNode left, NumberNode right, Dimension dimension)
    implements NumberNode {

  enum Operator {
    PLUS,
    MINUS,
    TIMES,
    PER
  }

  @Override
  public double evaluate(Scope scope) {
    double a = left.evaluate(scope);
    double b = right.evaluate(scope);
    return switch (operator) {
      case PLUS -> a + b;
      case MINUS -> a - b;
      case TIMES -> a * b;
      case PER -> b == 0 ? scope.unknown() : a / b;
    };
  }

  @Override
  public void explain(Scope scope, List<Evidence> evidence) {
    left.explain(scope, evidence);
    right.explain(scope, evidence);
  }

  @Override
  public void slopes(Consumer<Slope> visitor) {
    left.slopes(visitor);
    right.slopes(visitor);
  }
}
