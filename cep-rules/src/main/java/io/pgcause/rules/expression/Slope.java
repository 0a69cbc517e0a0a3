package io.pgcause.rules.expression;

import java.util.List;
import java.util.function.Consumer;

/**
 * How fast a number grows, per second, over the recent snapshots of its instance. The window is fed
 * once per snapshot, before the condition is asked, so it also fills while the rest of the
 * condition is false.
 *
 * @param window its number within the rule
 * @param text as the expression writes it
 */
record Slope(NumberNode operand, int window, long lengthMicros, Dimension dimension, String text)
    implements NumberNode {

  /** Takes the operand's value of this snapshot into the window. */
  void feed(Scope scope) {
    scope.windows.add(window, scope.snapshot.atMicros(), operand.evaluate(scope), lengthMicros);
  }

  @Override
  public double evaluate(Scope scope) {
    double slope = scope.windows.slope(window, scope.snapshot.atMicros(), lengthMicros);
    return Double.isNaN(slope) ? scope.unknown() : slope;
  }

  @Override
  public void explain(Scope scope, List<Evidence> evidence) {
    operand.explain(scope, evidence);
    double slope = evaluate(scope);
    if (!Double.isNaN(slope)) {
      String metric = operand instanceof Reading reading ? reading.metric().name() : "";
      evidence.add(
          new Evidence(text, metric, "", slope, dimension.unit(), scope.snapshot.atMicros()));
    }
  }

  @Override
  public void slopes(Consumer<Slope> visitor) {
    visitor.accept(this);
  }
}
