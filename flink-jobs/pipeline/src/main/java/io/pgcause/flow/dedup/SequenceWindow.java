package io.pgcause.flow.dedup;

import org.jspecify.annotations.Nullable;

/**
 * Which sequences of one (instance, epoch) have been seen: the highest, and a bit for each of the
 * 256 up to it. What lies further back counts as seen, since frames of one source are reordered at
 * most within an agent's window.
 *
 * @param highest the highest sequence seen
 * @param seen bit i of word i / 64: whether {@code highest - i} was seen
 * @param lastMillis when the last new frame came, processing time
 */
public record SequenceWindow(long highest, long[] seen, long lastMillis) {

  static final int REACH = 256;

  private static final int WORDS = REACH / Long.SIZE;

  /** The window of a source whose first frame is {@code sequence}; earlier ones may still come. */
  static SequenceWindow first(long sequence, long nowMillis) {
    return new SequenceWindow(sequence, marked(new long[WORDS], 0), nowMillis);
  }

  /** The window with {@code sequence} seen, or null when it had been seen before. */
  @Nullable SequenceWindow accept(long sequence, long nowMillis) {
    if (sequence > highest) {
      return new SequenceWindow(sequence, marked(shifted(sequence - highest), 0), nowMillis);
    }
    long back = highest - sequence;
    if (back < 0 || back >= REACH || hasSeen((int) back)) {
      return null;
    }
    return new SequenceWindow(highest, marked(seen.clone(), (int) back), nowMillis);
  }

  private boolean hasSeen(int back) {
    return (seen[back / Long.SIZE] & 1L << back % Long.SIZE) != 0;
  }

  private static long[] marked(long[] words, int back) {
    words[back / Long.SIZE] |= 1L << back % Long.SIZE;
    return words;
  }

  /** The bits {@code by} further back; none when that is beyond reach, or overflows. */
  private long[] shifted(long by) {
    long[] moved = new long[WORDS];
    if (by < 0 || by >= REACH) {
      return moved;
    }
    int words = (int) by / Long.SIZE;
    int bits = (int) by % Long.SIZE;
    for (int to = words; to < WORDS; to++) {
      moved[to] = seen[to - words] << bits;
      if (bits > 0 && to > words) {
        moved[to] |= seen[to - words - 1] >>> Long.SIZE - bits;
      }
    }
    return moved;
  }
}
