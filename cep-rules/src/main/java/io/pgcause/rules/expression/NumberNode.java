package io.pgcause.rules.expression;

import java.util.List;
import java.util.function.Consumer;

/** A checked part of an expression whose value is a number. Immutable, safe for all threads. */
interface NumberNode {

  /** The number in seconds, bytes or ones; NaN when there is none, see {@link Scope}. */
  double evaluate(Scope scope);

  Dimension dimension();

  /** Adds what this number was read from. */
  void explain(Scope scope, List<Evidence> evidence);

  /** Visits the slopes in this number, so that they can be fed. */
  void slopes(Consumer<Slope> visitor);

  record Constant(Quantity quantity) implements NumberNode {

    @Override
    public double evaluate(Scope scope) {
      return quantity.value();
    }

    @Override
    public Dimension dimension() {
      return quantity.dimension();
    }

    @Override
    public void explain(Scope scope, List<Evidence> evidence) {}

    @Override
    public void slopes(Consumer<Slope> visitor) {}
  }

  record Negative(NumberNode operand) implements NumberNode {

    @Override
    public double evaluate(Scope scope) {
      return -operand.evaluate(scope);
    }

    @Override
    public Dimension dimension() {
      return operand.dimension();
    }

    @Override
    public void explain(Scope scope, List<Evidence> evidence) {
      operand.explain(scope, evidence);
    }

    @Override
    public void slopes(Consumer<Slope> visitor) {
      operand.slopes(visitor);
    }
  }
}
