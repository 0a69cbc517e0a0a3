package io.pgcause.benchmarks.path;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Paces a thread that asks again and again whether a row is visible: a millisecond between two
 * looks, which is the resolution of what is measured so. Used by one thread.
 */
final class Visibility {

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final long deadline;
  private boolean looked;

  Visibility(Duration patience) {
    deadline = System.nanoTime() + patience.toNanos();
  }

  /** Pauses, but not before the first look; false when the patience is over. */
  boolean isAwaited() {
    if (looked) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    looked = true;
    return System.nanoTime() < deadline;
  }
}
