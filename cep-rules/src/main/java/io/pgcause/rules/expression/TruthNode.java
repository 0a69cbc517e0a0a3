package io.pgcause.rules.expression;

import java.util.List;
import java.util.function.Consumer;

/** A checked part of an expression that holds or not. Immutable, safe for all threads. */
interface TruthNode {

  Truth evaluate(Scope scope);

  /** Adds every number this depends on. */
  void explain(Scope scope, List<Evidence> evidence);

  /** Visits the slopes below, so that they can be fed. */
  void slopes(Consumer<Slope> visitor);

  record Not(TruthNode operand) implements TruthNode {

    @Override
    public Truth evaluate(Scope scope) {
      return operand.evaluate(scope).not();
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

  /** {@code and} when {@code both}, else {@code or}. */
  record Junction(boolean both, TruthNode left, TruthNode right) implements TruthNode {

    @Override
    public Truth evaluate(Scope scope) {
      Truth first = left.evaluate(scope);
      if (first == (both ? Truth.FALSE : Truth.TRUE)) {
        return first;
      }
      Truth second = right.evaluate(scope);
      return both ? first.and(second) : first.or(second);
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
}
