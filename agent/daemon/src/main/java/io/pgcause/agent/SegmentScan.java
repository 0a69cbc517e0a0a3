package io.pgcause.agent;

import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.frame.FrameException;
import io.pgcause.wire.frame.FrameHeader;
import io.pgcause.wire.frame.FrameLimits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a segment after whatever happened to it. Frames are their own records: length and
 * checksum stand in their headers, so the first place behind a damaged one where both hold again is
 * the next frame.
 *
 * @param frames whole frames in order
 * @param damaged frames that were written and cannot be read any more
 * @param length bytes up to the end of the last whole frame
 * @param tail what follows that
 */
record SegmentScan(List<Found> frames, long damaged, int length, Tail tail) {

  private static final int MAGIC = ByteBuffer.wrap(new ControlMessage.Ping().toFrame(0)).getInt(0);

  /** A whole frame at an offset. */
  record Found(long sequence, int offset, int length) {}

  /** How the file ends. */
  enum Tail {
    WHOLE,
    /** The beginning of a frame: the process died while it wrote, so nobody has seen the frame. */
    TORN,
    /** Something else: the last frame may have been sent before it was damaged. */
    DAMAGED
  }

  /**
   * @param bytes the whole file; the position does not move
   * @param firstSequence of the frame the file begins with
   */
  static SegmentScan of(ByteBuffer bytes, long firstSequence) {
    List<Found> frames = new ArrayList<>();
    long expected = firstSequence;
    long damaged = 0;
    int end = 0;
    for (int at = 0; at < bytes.limit(); at++) {
      FrameHeader header = wholeFrameAt(bytes, at);
      if (header != null) {
        damaged += at == end ? 0 : Math.max(1, header.sequence() - expected);
        frames.add(new Found(header.sequence(), at, header.frameLength()));
        expected = header.sequence() + 1;
        end = at + header.frameLength();
        at = end - 1;
      }
    }
    Tail tail = tailAt(bytes, end);
    return new SegmentScan(frames, tail == Tail.DAMAGED ? damaged + 1 : damaged, end, tail);
  }

  /** Whether {@code bytes} are exactly one whole frame. */
  static boolean isFrame(byte[] bytes) {
    FrameHeader header = wholeFrameAt(ByteBuffer.wrap(bytes), 0);
    return header != null && header.frameLength() == bytes.length;
  }

  private static @Nullable FrameHeader wholeFrameAt(ByteBuffer bytes, int at) {
    FrameHeader header = headerAt(bytes, at);
    if (header == null || header.frameLength() > bytes.limit() - at) {
      return null;
    }
    return header.checksumHolds(bytes.slice(at, header.frameLength())) ? header : null;
  }

  private static @Nullable FrameHeader headerAt(ByteBuffer bytes, int at) {
    int left = bytes.limit() - at;
    if (left < FrameHeader.SIZE || bytes.getInt(at) != MAGIC) {
      return null;
    }
    try {
      return FrameHeader.read(bytes.slice(at, left), FrameLimits.DEFAULT);
    } catch (FrameException e) {
      // Four bytes of a payload may look like the magic; the caller goes on to the next byte.
      return null;
    }
  }

  private static Tail tailAt(ByteBuffer bytes, int end) {
    int left = bytes.limit() - end;
    if (left == 0) {
      return Tail.WHOLE;
    }
    if (left >= FrameHeader.SIZE) {
      FrameHeader header = headerAt(bytes, end);
      return header != null && header.frameLength() > left ? Tail.TORN : Tail.DAMAGED;
    }
    ByteBuffer magic = ByteBuffer.allocate(4).putInt(0, MAGIC);
    int compared = Math.min(4, left);
    boolean begins = magic.slice(0, compared).equals(bytes.slice(end, compared));
    return begins ? Tail.TORN : Tail.DAMAGED;
  }
}
