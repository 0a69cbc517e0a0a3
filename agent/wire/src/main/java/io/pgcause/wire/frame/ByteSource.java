package io.pgcause.wire.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes being read; anything beyond their end is a {@link FrameException}. Not thread-safe. */
final class ByteSource {

  private final ByteBuffer in;

  ByteSource(ByteBuffer bytes) {
    in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  int remaining() {
    return in.remaining();
  }

  int u8() throws FrameException {
    need(1);
    return Byte.toUnsignedInt(in.get());
  }

  long i64() throws FrameException {
    need(8);
    return in.getLong();
  }

  long varint() throws FrameException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int octet = u8();
      value |= (long) (octet & 0x7F) << shift;
      if (octet < 0x80 && (shift < 63 || octet <= 1)) {
        return value;
      }
    }
    throw new FrameException(RefusalReason.MALFORMED, "a number of more than 64 bits");
  }

  long zigzag() throws FrameException {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A count or length, at most {@code limit}. */
  int count(int limit, String what) throws FrameException {
    long value = varint();
    if (value < 0 || value > limit) {
      throw new FrameException(
          RefusalReason.MALFORMED,
          Long.toUnsignedString(value) + " " + what + ", at most " + limit + " can be");
    }
    return (int) value;
  }

  /** An id that is larger than {@code last}, so that none stands twice. */
  int ascendingId(int last, String what) throws FrameException {
    int id = count(Integer.MAX_VALUE, what);
    if (id <= last) {
      throw new FrameException(
          RefusalReason.MALFORMED, id + " " + what + " behind " + last + ", ids must ascend");
    }
    return id;
  }

  /** A byte that is 0 or 1. */
  boolean flag(String what) throws FrameException {
    int flag = u8();
    if (flag > 1) {
      throw new FrameException(RefusalReason.MALFORMED, flag + " as " + what + ", 0 or 1 can be");
    }
    return flag == 1;
  }

  /** UTF-8 without U+0000, which PostgreSQL cannot store: one such label would stop a sink. */
  String string(int maxBytes) throws FrameException {
    int length = count(maxBytes, "bytes of text");
    need(length);
    byte[] utf8 = new byte[length];
    in.get(utf8);
    String text = new String(utf8, StandardCharsets.UTF_8);
    boolean lossless = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8);
    if (!lossless || text.indexOf('\0') >= 0) {
      throw new FrameException(RefusalReason.MALFORMED, "text that is not UTF-8 or has U+0000");
    }
    return text;
  }

  boolean[] bits(int count) throws FrameException {
    need((count + 7) >>> 3);
    boolean[] flags = new boolean[count];
    int octet = 0;
    for (int i = 0; i < count; i++) {
      octet = i % 8 == 0 ? u8() : octet >> 1;
      flags[i] = (octet & 1) != 0;
    }
    return flags;
  }

  /** The next {@code length} bytes as a source of their own. */
  ByteSource part(int length) throws FrameException {
    need(length);
    ByteSource part = new ByteSource(in.slice().limit(length));
    skip(length);
    return part;
  }

  /** Passes over the next {@code length} bytes. */
  void skip(int length) throws FrameException {
    need(length);
    in.position(in.position() + length);
  }

  private void need(int length) throws FrameException {
    if (in.remaining() < length) {
      throw new FrameException(
          RefusalReason.TRUNCATED,
          length + " bytes needed at offset " + in.position() + ", " + in.remaining() + " left");
    }
  }
}
