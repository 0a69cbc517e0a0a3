package io.pgcause.bridge;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of all frames that are with the publisher, over all connections, and who waits for them
 * to become fewer. May pass its limit by one frame per event loop. Thread-safe.
 */
final class InFlightBytes {

  private final long limit;
  private final AtomicLong used = new AtomicLong();
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  InFlightBytes(long limit) {
    this.limit = limit;
  }

  boolean isFull() {
    return used.get() >= limit;
  }

  long used() {
    return used.get();
  }

  void add(int bytes) {
    used.addAndGet(bytes);
  }

  void release(int bytes) {
    used.addAndGet(-bytes);
    wakeWhenLow();
  }

  /**
   * Runs {@code resume} once, on any thread, when no more than half of the limit is used: waking
   * everybody for every frame would cost more than the frames.
   */
  void whenLow(Runnable resume) {
    waiting.add(resume);
    wakeWhenLow();
  }

  void forget(Runnable resume) {
    waiting.remove(resume);
  }

  private void wakeWhenLow() {
    if (used.get() > limit / 2) {
      return;
    }
    for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
      next.run();
    }
  }
}
