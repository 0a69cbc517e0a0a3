package io.pgcause.e2e;

import java.util.ArrayDeque;
import java.util.Deque;

/** Whatever was started; closing ends all of it in the reverse order, even if a part resists. */
final class RunningParts implements AutoCloseable {

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  /**
   * Closing again does nothing.
   *
   * @throws IllegalStateException after the last part, when some did not end in order
   */
  @Override
  public void close() {
    IllegalStateException failure = new IllegalStateException("parts did not end in order");
    while (!parts.isEmpty()) {
      end(parts.pop(), failure);
    }
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }

  private static void end(AutoCloseable part, IllegalStateException failure) {
    try {
      part.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.addSuppressed(e);
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }
}
