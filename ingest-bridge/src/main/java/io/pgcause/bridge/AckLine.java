package io.pgcause.bridge;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * The frames of one source that one connection sent, in that order, from when they are taken until
 * they are answered. Says what may be acknowledged: a frame only when it and everything sent before
 * it is stored. Event loop only.
 *
 * <p>A frame that could not be stored takes everything sent after it along: all of it is refused,
 * and what the agent had already sent on top, until the agent begins again at the failed frame or
 * before it. No acknowledgement can then pass it.
 */
final class AckLine {

  /** A frame on its way through the broker. */
  static final class Entry {

    private final long sequence;
    private boolean stored;

    private Entry(long sequence) {
      this.sequence = sequence;
    }
  }

  private static final long NONE = Long.MAX_VALUE;

  private final Deque<Entry> waiting = new ArrayDeque<>();
  private long failedAt = NONE;
  private long acknowledged;

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Whether a frame may be published, or lies behind one the agent has to send again first. */
  boolean admits(long sequence) {
    return sequence <= failedAt;
  }

  /** The first frame that has to be sent again, when {@link #admits} refused one. */
  long failedAt() {
    return failedAt;
  }

  Entry add(long sequence) {
    failedAt = NONE;
    Entry entry = new Entry(sequence);
    waiting.add(entry);
    return entry;
  }

  void stored(Entry entry) {
    entry.stored = true;
  }

  /**
   * The sequences to be refused, oldest first, because {@code entry} was not stored; none when it
   * has been refused already, behind another one.
   */
  List<Long> failed(Entry entry) {
    if (!waiting.contains(entry)) {
      return List.of();
    }
    List<Long> refused = new ArrayList<>();
    Entry last;
    do {
      last = waiting.removeLast();
      refused.add(last.sequence);
    } while (last != entry);
    failedAt = Math.min(failedAt, entry.sequence);
    Collections.reverse(refused);
    return refused;
  }

  /** Takes away what may be acknowledged; returns how many frames that is. */
  int takeStored() {
    int count = 0;
    for (Entry head = waiting.peek(); head != null && head.stored; head = waiting.peek()) {
      acknowledged = Math.max(acknowledged, head.sequence);
      waiting.remove();
      count++;
    }
    return count;
  }

  /** The highest sequence that {@link #takeStored} has taken. */
  long acknowledged() {
    return acknowledged;
  }

  /** The agent presents itself anew and decides itself where it begins. */
  void reset() {
    failedAt = NONE;
  }
}
