package io.pgcause.agent;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Lets a log line through once a minute per subject. Thread-safe. */
final class OncePerMinute {

  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final LongSupplier nanos;
  private final Map<Object, Long> last = new HashMap<>();

  OncePerMinute(LongSupplier nanos) {
    this.nanos = nanos;
  }

  synchronized boolean admits(Object subject) {
    long now = nanos.getAsLong();
    Long before = last.get(subject);
    if (before != null && now - before < MINUTE_NANOS) {
      return false;
    }
    last.put(subject, now);
    return true;
  }
}
