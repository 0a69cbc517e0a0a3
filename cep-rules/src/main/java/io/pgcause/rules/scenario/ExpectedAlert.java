package io.pgcause.rules.scenario;

import java.time.Duration;

/**
 * An alert that a scenario must raise.
 *
 * @param at when, counted from the scenario's first snapshot
 * @param root id of the graph node it must blame
 */
public record ExpectedAlert(Duration at, String root) {

  /** When, in microseconds since 1970 UTC: the time of the snapshot that completes the rule. */
  public long atMicros() {
    return Scenario.START_MICROS + at.toNanos() / 1000;
  }
}
