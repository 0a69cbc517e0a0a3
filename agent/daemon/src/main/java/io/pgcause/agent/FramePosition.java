package io.pgcause.agent;

import java.util.Comparator;

/**
 * Where a frame stands among all frames of one spool: older epochs first, then by sequence.
 *
 * @param epoch grows with every new line of sequences in the same folder
 * @param sequence from 1
 */
record FramePosition(long epoch, long sequence) implements Comparable<FramePosition> {

  private static final Comparator<FramePosition> ORDER =
      Comparator.comparingLong(FramePosition::epoch).thenComparingLong(FramePosition::sequence);

  FramePosition following() {
    return new FramePosition(epoch, sequence + 1);
  }

  @Override
  public int compareTo(FramePosition other) {
    return ORDER.compare(this, other);
  }
}
