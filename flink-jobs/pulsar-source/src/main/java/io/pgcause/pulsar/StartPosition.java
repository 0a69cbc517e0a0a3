package io.pgcause.pulsar;

import org.apache.pulsar.client.api.SubscriptionInitialPosition;

/**
 * Where a subscription begins that the broker does not know yet. A job without state on a known
 * subscription goes on after what was acknowledged last; a job with state after its positions.
 */
public enum StartPosition {
  /** At the oldest message the broker keeps. */
  EARLIEST(SubscriptionInitialPosition.Earliest),

  /**
   * After the newest message. Partitions that appear while the job runs are read from their
   * beginning all the same: what they hold is newer than the job.
   */
  LATEST(SubscriptionInitialPosition.Latest);

  private final SubscriptionInitialPosition initialPosition;

  StartPosition(SubscriptionInitialPosition initialPosition) {
    this.initialPosition = initialPosition;
  }

  SubscriptionInitialPosition initialPosition() {
    return initialPosition;
  }
}
