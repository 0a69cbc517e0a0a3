package io.pgcause.wire.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Frames whose header is right whatever their body is, so that the reader behind it is reached. */
final class Frames {

  static final FrameSource SOURCE = new FrameSource("db-1", 7);

  private static final int CHECKSUM_OFFSET = 28;

  private Frames() {}

  /** {@code frame} with the checksum its other bytes have. */
  static byte[] repaired(byte[] frame) {
    ByteBuffer out = ByteBuffer.wrap(frame.clone()).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(CHECKSUM_OFFSET, 0);
    CRC32C crc = new CRC32C();
    crc.update(out.array());
    out.putInt(CHECKSUM_OFFSET, (int) crc.getValue());
    return out.array();
  }

  /** A METRICS frame around {@code body} as it is. */
  static byte[] around(byte[] body) {
    return around(body, Compression.NONE, body.length);
  }

  static byte[] around(byte[] sent, Compression compression, int uncompressed) {
    ByteSink payload = new ByteSink();
    ControlFields.write(SOURCE, payload);
    payload.bytes(sent);
    return withHeader(FrameType.METRICS, compression, uncompressed, payload.toByteArray());
  }

  static byte[] withHeader(
      FrameType type, Compression compression, int uncompressed, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(FrameHeader.SIZE + payload.length);
    frame.put(FrameHeader.SIZE, payload);
    FrameHeader.write(frame, type, compression, 0, 1, uncompressed);
    return frame.array();
  }
}
