package io.pgcause.rules.scenario;

import io.pgcause.wire.metric.Snapshot;
import java.time.Duration;
import java.util.List;

/**
 * What one instance measures for a while, and every alert its rule must raise; none when the rule
 * must stay silent. The same text gives the same snapshots for ever.
 *
 * @param name a sentence
 * @param every the time between two snapshots
 * @param snapshots in the order of their times, the first at {@link #START_MICROS}
 * @param expected in the order of their times
 */
public record Scenario(
    String name, Duration every, List<Snapshot> snapshots, List<ExpectedAlert> expected) {

  /** 2026-01-01T00:00:00Z, the time of the first snapshot of every scenario. */
  public static final long START_MICROS = 1_767_225_600_000_000L;

  public Scenario {
    snapshots = List.copyOf(snapshots);
    expected = List.copyOf(expected);
  }

  @Override
  public String toString() {
    return name;
  }
}
