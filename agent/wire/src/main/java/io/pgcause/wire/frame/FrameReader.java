package io.pgcause.wire.frame;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import io.pgcause.wire.metric.Snapshot;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Reads whole frames. Every method takes a buffer whose remaining bytes are exactly one frame,
 * leaves its position alone, and throws nothing but {@link FrameException} whatever the bytes are.
 * Keeps a zstd context, so reuse one per thread; not thread-safe. Close it to free the native
 * context.
 */
public final class FrameReader implements AutoCloseable {

  private final FrameLimits limits;
  private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();

  public FrameReader(FrameLimits limits) {
    this.limits = limits;
  }

  /**
   * The header of {@code frame}, with length and checksum checked.
   *
   * @throws FrameException when the bytes are not exactly one frame
   */
  public FrameHeader readHeader(ByteBuffer frame) throws FrameException {
    FrameHeader header = FrameHeader.read(frame, limits);
    if (frame.remaining() != header.frameLength()) {
      throw new FrameException(
          RefusalReason.TRUNCATED,
          "a frame of " + header.frameLength() + " bytes in " + frame.remaining());
    }
    if (!header.checksumHolds(frame)) {
      throw new FrameException(RefusalReason.BAD_CHECKSUM, "the bytes changed on their way");
    }
    return header;
  }

  /** The control message in {@code frame}. */
  public ControlMessage readMessage(ByteBuffer frame) throws FrameException {
    FrameHeader header = readHeader(frame);
    return ControlFields.read(header.type(), payload(frame));
  }

  /** Who a METRICS frame is from, without inflating its body. */
  public FrameSource readSource(ByteBuffer frame) throws FrameException {
    requireMetrics(readHeader(frame));
    return ControlFields.readSource(payload(frame));
  }

  /**
   * The snapshots of a METRICS frame; groups and columns this version does not know are skipped.
   */
  public MetricsFrame readMetrics(ByteBuffer frame) throws FrameException {
    FrameHeader header = readHeader(frame);
    requireMetrics(header);
    ByteSource payload = payload(frame);
    FrameSource source = ControlFields.readSource(payload);
    ByteBuffer body = inflate(header, frame, payload.remaining());
    List<Snapshot> snapshots = SnapshotReader.ofAgents(limits.maxDecodedBytes()).read(body);
    return new MetricsFrame(source, header.sequence(), snapshots);
  }

  @Override
  public void close() {
    zstd.close();
  }

  private ByteBuffer inflate(FrameHeader header, ByteBuffer frame, int bodyLength)
      throws FrameException {
    byte[] packed = new byte[bodyLength];
    frame.get(frame.limit() - bodyLength, packed);
    return switch (header.compression()) {
      case NONE -> exactly(header, packed);
      case ZSTD -> exactly(header, decompress(packed, header.uncompressedLength()));
      case ZSTD_DICTIONARY ->
          throw new FrameException(
              RefusalReason.UNKNOWN_DICTIONARY, "dictionary " + header.dictionary());
    };
  }

  private byte[] decompress(byte[] packed, int length) throws FrameException {
    try {
      return zstd.decompress(packed, length);
    } catch (ZstdException e) {
      throw new FrameException(RefusalReason.BAD_COMPRESSION, "the body is not zstd of its length");
    }
  }

  private static ByteBuffer exactly(FrameHeader header, byte[] body) throws FrameException {
    if (body.length != header.uncompressedLength()) {
      throw new FrameException(
          RefusalReason.BAD_COMPRESSION,
          "body of " + body.length + " bytes, header says " + header.uncompressedLength());
    }
    return ByteBuffer.wrap(body);
  }

  private static ByteSource payload(ByteBuffer frame) {
    return new ByteSource(frame.slice().position(FrameHeader.SIZE));
  }

  private static void requireMetrics(FrameHeader header) throws FrameException {
    if (header.type() != FrameType.METRICS) {
      throw new FrameException(
          RefusalReason.UNEXPECTED, header.type() + " where METRICS was expected");
    }
  }
}
