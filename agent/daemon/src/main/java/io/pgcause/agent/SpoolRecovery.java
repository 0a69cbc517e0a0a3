package io.pgcause.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What a spool folder holds when an agent opens it, and where its sequence goes on.
 *
 * <p>A sequence must never be given twice within an epoch: the pipeline would take the second frame
 * for a replay and drop it. So whenever the folder cannot prove which sequence was the last that
 * may have been sent, frames go on with a new epoch; frames already there keep theirs.
 *
 * @param segments oldest first
 * @param pending frames that are not settled
 * @param damaged frames that cannot be read any more
 * @param next the place of the next frame
 */
record SpoolRecovery(
    List<Segment> segments,
    TreeMap<FramePosition, StoredFrame> pending,
    long damaged,
    FramePosition next) {

  static SpoolRecovery of(SpoolFolder folder, Clock clock) throws IOException {
    FramePosition done = folder.readDone();
    List<Segment> segments = new ArrayList<>();
    TreeMap<FramePosition, StoredFrame> pending = new TreeMap<>();
    FramePosition next = done == null ? new FramePosition(0, 1) : done;
    long damaged = 0;
    boolean lastIsKnown = true;
    for (Path path : folder.segments()) {
      Segment segment = Segment.existing(path);
      SegmentScan scan = segment.scan();
      segments.add(segment);
      damaged += scan.damaged();
      lastIsKnown = scan.tail() != SegmentScan.Tail.DAMAGED;
      next = later(next, segment.first());
      for (SegmentScan.Found found : scan.frames()) {
        FramePosition position = new FramePosition(segment.first().epoch(), found.sequence());
        next = later(next, position.following());
        if (done == null || position.compareTo(done) >= 0) {
          pending.put(
              position, StoredFrame.onDisk(position, segment, found.offset(), found.length()));
        }
      }
    }
    OptionalLong epoch = folder.readEpoch();
    if (epoch.isEmpty() || !lastIsKnown || next.epoch() > epoch.getAsLong()) {
      long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
      next = new FramePosition(Math.max(micros, next.epoch() + 1), 1);
      folder.writeEpoch(next.epoch());
    } else if (next.epoch() < epoch.getAsLong()) {
      next = new FramePosition(epoch.getAsLong(), 1);
    }
    return new SpoolRecovery(segments, pending, damaged, next);
  }

  private static FramePosition later(FramePosition one, FramePosition other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
