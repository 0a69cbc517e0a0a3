package io.pgcause.agent;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time a loop lives by: monotonic, so that a clock that is set does not disturb it. */
interface Pacer {

  long nanos();

  /**
   * Waits until {@link #nanos} has reached {@code until}.
   *
   * @return false when the loop is to end instead
   */
  boolean await(long until);

  /** The time of this machine; ends when {@code stopping} opens. */
  static Pacer of(CountDownLatch stopping) {
    return new Pacer() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public boolean await(long until) {
        try {
          return !stopping.await(until - nanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
    };
  }
}
