package io.pgcause.wire.frame;

import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;

/**
 * Makes METRICS frames. Keeps its buffers and zstd context, so reuse one per thread; not
 * thread-safe. Close it to free the native context.
 *
 * <p>Payload: the envelope, never compressed, so that the bridge can route without inflating, then
 * the body of {@link SnapshotWriter}, compressed as the header says.
 *
 * <pre>
 *  +--------------------+---------------+-----------+--------------------------+
 *  | id length  varint  | id   UTF-8    | epoch i64 | body, maybe compressed   |
 *  +--------------------+---------------+-----------+--------------------------+
 * </pre>
 */
public final class FrameWriter implements AutoCloseable {

  private static final int ZSTD_LEVEL = 6;

  private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(ZSTD_LEVEL);
  private final SnapshotWriter snapshotWriter = new SnapshotWriter();

  /**
   * The bytes of {@code frame}.
   *
   * @param compression NONE or ZSTD; ZSTD falls back to NONE where it would not be smaller
   * @throws IllegalArgumentException for a compression this writer has no dictionary for
   */
  public byte[] write(MetricsFrame frame, Compression compression) {
    if (compression == Compression.ZSTD_DICTIONARY) {
      throw new IllegalArgumentException("no dictionary is shipped with this version");
    }
    ByteSink envelope = new ByteSink();
    ControlFields.write(frame.source(), envelope);
    byte[] body = snapshotWriter.write(frame.snapshots());
    byte[] packed = compression == Compression.ZSTD ? zstd.compress(body) : body;
    boolean smaller = packed.length < body.length;
    byte[] sent = smaller ? packed : body;
    ByteBuffer out = ByteBuffer.allocate(FrameHeader.SIZE + envelope.size() + sent.length);
    out.put(FrameHeader.SIZE, envelope.toByteArray());
    out.put(FrameHeader.SIZE + envelope.size(), sent);
    FrameHeader.write(
        out,
        FrameType.METRICS,
        smaller ? Compression.ZSTD : Compression.NONE,
        0,
        frame.sequence(),
        body.length);
    return out.array();
  }

  @Override
  public void close() {
    zstd.close();
  }
}
