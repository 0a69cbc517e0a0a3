package io.pgcause.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever was started. Closing ends all of it in the reverse order, even if a part resists; it may
 * come from any thread, more than once, and while parts are still being started. Whoever closes
 * second waits for the first: nothing runs any more when it returns.
 */
public final class RunningParts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunningParts.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private boolean ending;

  /**
   * Adds {@code part}, to end before everything that was added earlier.
   *
   * @throws IllegalStateException when the end has begun; the part is closed then
   */
  public <T extends AutoCloseable> T keep(T part) {
    boolean tooLate;
    synchronized (parts) {
      tooLate = ending;
      if (!tooLate) {
        parts.push(part);
      }
    }
    if (tooLate) {
      end(part);
      throw new IllegalStateException("everything is ending");
    }
    return part;
  }

  @Override
  public synchronized void close() {
    List<AutoCloseable> last;
    synchronized (parts) {
      ending = true;
      last = List.copyOf(parts);
      parts.clear();
    }
    last.forEach(RunningParts::end);
  }

  private static void end(AutoCloseable part) {
    String name = part.getClass().getSimpleName();
    long start = System.nanoTime();
    try {
      part.close();
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      LOG.info("event=part_ended part={} millis={}", name, millis);
    } catch (Exception e) {
      LOG.warn("event=part_did_not_end part={}", name, e);
    }
  }
}
