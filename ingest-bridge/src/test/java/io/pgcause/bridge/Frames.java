package io.pgcause.bridge;

import io.pgcause.wire.frame.FrameSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32C;

/** METRICS frames written from the description of the format, right ones and wrong ones. */
final class Frames {

  static final FrameSource ORDERS = new FrameSource("orders-db", 7);
  static final FrameSource BILLING = new FrameSource("billing-db", 8);

  private static final int HEADER = 32;
  private static final int TYPE_METRICS = 3;
  private static final int SMALL_BODY = 40;

  private Frames() {}

  static byte[] metrics(FrameSource source, long sequence) {
    return metrics(source, sequence, SMALL_BODY);
  }

  /** A frame whose body is {@code bodyBytes} of noise, which the bridge must not mind. */
  static byte[] metrics(FrameSource source, long sequence, int bodyBytes) {
    byte[] id = source.instanceId().getBytes(StandardCharsets.UTF_8);
    byte[] body = new byte[bodyBytes];
    new Random(sequence).nextBytes(body);
    int payload = 1 + id.length + Long.BYTES + bodyBytes;
    ByteBuffer frame = ByteBuffer.allocate(HEADER + payload).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(0xDEADBEEF).putShort((short) 2).putShort((short) TYPE_METRICS);
    frame.putShort((short) 0).putShort((short) 0).putInt(payload);
    frame.putLong(sequence).putInt(bodyBytes).putInt(0);
    frame.put((byte) id.length).put(id).putLong(source.epoch()).put(body);
    return sealed(frame.array());
  }

  /** {@code frame} with other bytes in its header, and the checksum that belongs to them. */
  static byte[] with(byte[] frame, int offset, int width, long value) {
    byte[] changed = frame.clone();
    ByteBuffer field = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    field.putLong(0, value).get(0, changed, offset, width);
    return sealed(changed);
  }

  /** {@code frame} with one bit of its last byte flipped and the checksum left as it was. */
  static byte[] damaged(byte[] frame) {
    byte[] changed = frame.clone();
    changed[changed.length - 1] ^= 1;
    return changed;
  }

  static byte[] join(byte[]... frames) {
    int length = 0;
    for (byte[] each : frames) {
      length += each.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] each : frames) {
      all.put(each);
    }
    return all.array();
  }

  private static byte[] sealed(byte[] frame) {
    ByteBuffer bytes = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).putInt(28, 0);
    CRC32C crc = new CRC32C();
    crc.update(frame);
    return bytes.putInt(28, (int) crc.getValue()).array();
  }
}
