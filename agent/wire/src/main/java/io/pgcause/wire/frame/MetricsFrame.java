package io.pgcause.wire.frame;

import io.pgcause.wire.metric.Snapshot;
import java.util.List;

/**
 * Snapshots of one instance, oldest first, as one frame carries them.
 *
 * @param source who speaks
 * @param sequence from 1, grows by one per frame of the same source
 * @param snapshots 1 to 4,096
 */
public record MetricsFrame(FrameSource source, long sequence, List<Snapshot> snapshots) {

  /** The most snapshots a frame may hold. */
  public static final int MAX_SNAPSHOTS = 4096;

  public MetricsFrame {
    snapshots = List.copyOf(snapshots);
    if (sequence < 1) {
      throw new IllegalArgumentException("sequences begin at 1, not " + sequence);
    }
    requireCount(snapshots);
  }

  static void requireCount(List<Snapshot> snapshots) {
    if (snapshots.isEmpty() || snapshots.size() > MAX_SNAPSHOTS) {
      throw new IllegalArgumentException(
          "a frame holds 1 to " + MAX_SNAPSHOTS + " snapshots, not " + snapshots.size());
    }
  }
}
