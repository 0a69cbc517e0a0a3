package io.pgcause.agent;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The segments of one spool, oldest first; frames are added at the end. Not thread-safe. */
final class SegmentLog implements Closeable {

  private final SpoolFolder folder;
  private final long segmentBytes;
  private final List<Segment> segments;
  private @Nullable Segment appending;

  /**
   * @param segmentBytes a segment that would grow beyond this is closed and a new one begun
   * @param found segments of earlier processes, which are only read from now on
   */
  SegmentLog(SpoolFolder folder, long segmentBytes, List<Segment> found) {
    this.folder = folder;
    this.segmentBytes = segmentBytes;
    segments = new ArrayList<>(found);
  }

  /**
   * Puts a frame from memory at the end, on the disk itself when this returns.
   *
   * @throws IOException when the disk does not take it; the frame stays in memory
   */
  void store(StoredFrame frame, long nowMillis) throws IOException {
    Segment segment = appending;
    if (segment == null || segment.length() + frame.length() > segmentBytes) {
      segment = roll(frame.position());
    }
    try {
      if (segment.length() == 0) {
        folder.force();
      }
      frame.moveTo(segment, segment.append(frame.read(), nowMillis));
    } catch (IOException e) {
      appending = null;
      try {
        segment.abandonAppend();
      } catch (IOException cutting) {
        e.addSuppressed(cutting);
      }
      throw e;
    }
  }

  /**
   * The oldest segments that have to go.
   *
   * @param excess bytes to be freed; negative or zero when there is room
   * @param oldestMillis segments last written before this have to go in any case
   */
  List<Segment> tooMuch(long excess, long oldestMillis) {
    List<Segment> gone = new ArrayList<>();
    long left = excess;
    for (Segment segment : segments) {
      boolean last = gone.size() == segments.size() - 1;
      if (segment.newestMillis() >= oldestMillis && (left <= 0 || last)) {
        break;
      }
      gone.add(segment);
      left -= segment.length();
    }
    return gone;
  }

  long bytes() {
    return segments.stream().mapToLong(Segment::length).sum();
  }

  /**
   * Deletes settled segments, all but the last one: its name and frames tell the next process where
   * the sequence goes on.
   */
  void deleteSettled() throws IOException {
    while (segments.size() > 1 && segments.get(0).pending() == 0) {
      segments.get(0).delete();
      segments.remove(0);
    }
  }

  @Override
  public void close() throws IOException {
    if (appending != null) {
      appending.close();
      appending = null;
    }
  }

  private Segment roll(FramePosition first) throws IOException {
    close();
    Segment segment = Segment.create(folder.path(), first);
    Path path = segment.path();
    segments.removeIf(empty -> empty.path().equals(path));
    segments.add(segment);
    appending = segment;
    return segment;
  }
}
