package io.pgcause.rules;

import io.pgcause.rules.expression.Condition;
import io.pgcause.rules.expression.Evidence;
import io.pgcause.rules.expression.Truth;
import io.pgcause.wire.metric.Snapshot;
import java.time.Duration;
import java.util.List;

/**
 * One step of a rule: a condition that must hold, maybe for some time. Immutable, safe for all
 * threads; what changes is in the {@link RuleMemory}.
 *
 * <p>A step with {@code for} holds once its condition was true at two snapshots at least that far
 * apart and false at none between them. A snapshot that cannot tell, or that never came, neither
 * adds to the time nor ends it; but when the condition was not seen true for longer than two
 * minutes and longer than {@code for}, what was seen before is forgotten.
 */
public final class RuleStep {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String name;
  private final String when;
  private final Duration heldFor;
  private final Condition condition;
  private final Place place;

  /**
   * Where a step stands.
   *
   * @param owner rule and version
   * @param index of the step in the pattern, from 0
   * @param steps how many the pattern has
   * @param windows how many slopes the rule has
   */
  record Place(String owner, int index, int steps, int windows) {}

  RuleStep(String name, String when, Duration heldFor, Condition condition, Place place) {
    this.name = name;
    this.when = when;
    this.heldFor = heldFor;
    this.condition = condition;
    this.place = place;
  }

  /** As the pattern calls it. */
  public String name() {
    return name;
  }

  /** The condition on one line. */
  public String when() {
    return when;
  }

  /** How long the condition must hold; zero when once is enough. */
  public Duration heldFor() {
    return heldFor;
  }

  /** Its place in the pattern, from 0. */
  public int index() {
    return place.index();
  }

  /**
   * What {@code snapshot} says about this step. To be asked once per snapshot, in the order of
   * their times, whatever the other steps say; the clock is the snapshots' own.
   *
   * @param memory of this rule and the snapshot's instance; updated
   */
  public StepVerdict evaluate(Snapshot snapshot, RuleMemory memory) {
    memory.belongTo(place.owner(), place.steps(), place.windows());
    Truth truth = condition.evaluate(snapshot, memory);
    int step = place.index();
    boolean before = memory.held[step];
    long runBefore = memory.trueSinceMicros[step];
    remember(truth, snapshot.atMicros(), memory);
    boolean held = memory.held[step];
    boolean anew = held && before && memory.trueSinceMicros[step] != runBefore;
    return StepVerdict.of(truth, held, held != before || anew);
  }

  /**
   * The numbers this step's condition looks at, as far as {@code snapshot} has them. Changes
   * nothing; ask after {@link #evaluate} of the same snapshot.
   */
  public List<Evidence> evidence(Snapshot snapshot, RuleMemory memory) {
    memory.belongTo(place.owner(), place.steps(), place.windows());
    return condition.evidence(snapshot, memory);
  }

  private void remember(Truth truth, long atMicros, RuleMemory memory) {
    int step = place.index();
    if (truth == Truth.FALSE || isForgotten(atMicros, memory)) {
      memory.trueSinceMicros[step] = RuleMemory.NEVER;
      memory.lastTrueMicros[step] = RuleMemory.NEVER;
      memory.held[step] = false;
    }
    if (truth == Truth.TRUE) {
      if (memory.trueSinceMicros[step] == RuleMemory.NEVER) {
        memory.trueSinceMicros[step] = atMicros;
      }
      memory.lastTrueMicros[step] = atMicros;
      memory.held[step] = atMicros - memory.trueSinceMicros[step] >= micros(heldFor);
    }
  }

  /** Times before a clock was set back cannot be compared with those after, so they go too. */
  private boolean isForgotten(long atMicros, RuleMemory memory) {
    long last = memory.lastTrueMicros[place.index()];
    return last != RuleMemory.NEVER
        && (atMicros < last || atMicros - last > Math.max(micros(PATIENCE), micros(heldFor)));
  }

  private static long micros(Duration time) {
    return time.toNanos() / 1000;
  }

  @Override
  public String toString() {
    return name + ": " + when + (heldFor.isZero() ? "" : " for " + heldFor);
  }
}
