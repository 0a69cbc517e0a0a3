package io.pgcause.rules.expression;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Two numbers compared. Unknown when a number is missing because nobody knows it; false, whatever
 * the operator, when one is missing because there is nothing to take it from: the largest age of no
 * transactions is not above 30 s, nor is it below.
 */
record Comparison(Operator operator, NumberNode left, NumberNode right) implements TruthNode {

  enum Operator {
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">="),
    EQUAL("="),
    UNEQUAL("!=");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    static Operator of(String symbol) {
      return Arrays.stream(values())
          .filter(operator -> operator.symbol.equals(symbol))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no comparison '" + symbol + "'"));
    }
  }

  @Override
  public Truth evaluate(Scope scope) {
    scope.unknown = false;
    double a = left.evaluate(scope);
    double b = right.evaluate(scope);
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return scope.unknown ? Truth.UNKNOWN : Truth.FALSE;
    }
    return Truth.of(
        switch (operator) {
          case LESS -> a < b;
          case AT_MOST -> a <= b;
          case MORE -> a > b;
          case AT_LEAST -> a >= b;
          case EQUAL -> a == b;
          case UNEQUAL -> a != b;
        });
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
