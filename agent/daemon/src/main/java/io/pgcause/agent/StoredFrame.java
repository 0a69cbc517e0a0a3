package io.pgcause.agent;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A pending frame: in a segment, or, while the disk does not take it, in memory. */
final class StoredFrame {

  private final FramePosition position;
  private final int length;
  private byte @Nullable [] bytes;
  private @Nullable Segment segment;
  private long offset;

  private StoredFrame(FramePosition position, int length) {
    this.position = position;
    this.length = length;
  }

  static StoredFrame inMemory(FramePosition position, byte[] bytes) {
    StoredFrame frame = new StoredFrame(position, bytes.length);
    frame.bytes = bytes;
    return frame;
  }

  static StoredFrame onDisk(FramePosition position, Segment segment, long offset, int length) {
    StoredFrame frame = new StoredFrame(position, length);
    frame.moveTo(segment, offset);
    return frame;
  }

  void moveTo(Segment to, long at) {
    bytes = null;
    segment = to;
    offset = at;
    to.addPending(1);
  }

  FramePosition position() {
    return position;
  }

  int length() {
    return length;
  }

  /** Where it stands on disk, or null while it is in memory. */
  @Nullable Segment segment() {
    return segment;
  }

  byte[] read() throws IOException {
    if (bytes != null) {
      return bytes;
    }
    if (segment == null) {
      throw new IllegalStateException("frame " + position + " is nowhere");
    }
    return segment.read(offset, length);
  }
}
