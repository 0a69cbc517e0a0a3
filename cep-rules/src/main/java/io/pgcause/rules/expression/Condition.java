package io.pgcause.rules.expression;

import io.pgcause.wire.metric.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A checked expression that holds or not. Immutable, safe for all threads. */
public final class Condition {

  private final TruthNode root;
  private final Slope[] slopes;

  Condition(TruthNode root) {
    this.root = root;
    Set<Slope> found = new LinkedHashSet<>();
    root.slopes(found::add);
    this.slopes = found.toArray(Slope[]::new);
  }

  /**
   * Whether the condition holds at {@code snapshot}. Takes the snapshot's values into {@code
   * windows} first; once per snapshot and in their order.
   */
  public Truth evaluate(Snapshot snapshot, SlopeWindows windows) {
    Scope scope = new Scope(snapshot, windows);
    for (Slope slope : slopes) {
      slope.feed(scope);
    }
    return root.evaluate(scope);
  }

  /**
   * Every number the condition looks at that {@code snapshot} has. Changes nothing; ask after
   * {@link #evaluate}, so that slopes include this snapshot.
   */
  public List<Evidence> evidence(Snapshot snapshot, SlopeWindows windows) {
    List<Evidence> evidence = new ArrayList<>();
    root.explain(new Scope(snapshot, windows), evidence);
    return evidence.stream().distinct().toList();
  }
}
