package io.pgcause.rules.expression;

import io.pgcause.wire.metric.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A checked expression whose value is a number of one snapshot. Immutable, safe for all threads.
 */
public final class Measure {

  private final NumberNode root;
  private final String text;

  Measure(NumberNode root, String text) {
    this.root = root;
    this.text = text;
  }

  /**
   * The number at {@code snapshot}: of a lone metric in its own unit and with its row, of a
   * calculation in seconds, bytes or ones.
   *
   * @return empty when the snapshot does not have it
   */
  public Optional<Evidence> evidence(Snapshot snapshot) {
    Scope scope = new Scope(snapshot, SlopeWindows.NONE);
    if (root instanceof Reading) {
      List<Evidence> evidence = new ArrayList<>(1);
      root.explain(scope, evidence);
      return evidence.stream().findFirst();
    }
    double value = root.evaluate(scope);
    return Double.isNaN(value)
        ? Optional.empty()
        : Optional.of(
            new Evidence(text, "", "", value, root.dimension().unit(), snapshot.atMicros()));
  }

  /** The expression on one line. */
  public String text() {
    return text;
  }
}
