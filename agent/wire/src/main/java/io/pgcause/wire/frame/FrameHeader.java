package io.pgcause.wire.frame;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The 32 bytes before every payload. Little-endian.
 *
 * <pre>
 *  offset size field
 *       0    4 magic            0xDEADBEEF
 *       4    2 version          2
 *       6    2 type             {@link FrameType}
 *       8    2 flags            bits 0-3 {@link Compression}; the rest zero
 *      10    2 dictionary       id of the zstd dictionary, 0 = none
 *      12    4 payload_length   bytes that follow the header
 *      16    8 sequence         METRICS: per (instance, epoch), from 1; others: correlation id
 *      24    4 uncompressed     length of a METRICS body after decompression, else payload_length
 *      28    4 crc32c           over the header, this field as zero, and the payload
 * </pre>
 *
 * @param payloadLength bytes, 0 to the limit
 * @param sequence grows by one per METRICS frame of an (instance, epoch); a gap is loss, a repeat
 *     is a replay
 * @param uncompressedLength bytes, 0 to the limit
 */
public record FrameHeader(
    FrameType type,
    Compression compression,
    int dictionary,
    int payloadLength,
    long sequence,
    int uncompressedLength,
    int checksum) {

  /** Bytes of a header. */
  public static final int SIZE = 32;

  static final int MAGIC = 0xDEADBEEF;
  static final int VERSION = 2;

  private static final int CHECKSUM_OFFSET = 28;

  /** Bytes of the whole frame. */
  public int frameLength() {
    return SIZE + payloadLength;
  }

  /**
   * Reads the header at the position of {@code bytes}, which does not move. The checksum is not
   * checked here: the payload may not have arrived.
   *
   * @throws FrameException when these bytes do not begin a frame within {@code limits}
   */
  public static FrameHeader read(ByteBuffer bytes, FrameLimits limits) throws FrameException {
    if (bytes.remaining() < SIZE) {
      throw new FrameException(
          RefusalReason.TRUNCATED, "a header has 32 bytes, " + bytes.remaining() + " are here");
    }
    ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    int magic = in.getInt(0);
    if (magic != MAGIC) {
      throw new FrameException(
          RefusalReason.BAD_MAGIC, String.format("0x%08X instead of 0x%08X", magic, MAGIC));
    }
    int version = Short.toUnsignedInt(in.getShort(4));
    if (version != VERSION) {
      throw new FrameException(RefusalReason.BAD_VERSION, version + " instead of " + VERSION);
    }
    int typeCode = Short.toUnsignedInt(in.getShort(6));
    FrameType type =
        FrameType.of(typeCode)
            .orElseThrow(() -> new FrameException(RefusalReason.BAD_TYPE, "type " + typeCode));
    int flags = Short.toUnsignedInt(in.getShort(8));
    Compression compression =
        Compression.of(flags)
            .orElseThrow(() -> new FrameException(RefusalReason.BAD_FLAGS, "flags " + flags));
    int dictionary = Short.toUnsignedInt(in.getShort(10));
    int payload = within(in.getInt(12), limits.maxPayloadBytes(), "payload");
    int uncompressed = within(in.getInt(24), limits.maxUncompressedBytes(), "uncompressed body");
    FrameHeader header =
        new FrameHeader(
            type, compression, dictionary, payload, in.getLong(16), uncompressed, in.getInt(28));
    header.requireAgreement();
    return header;
  }

  private void requireAgreement() throws FrameException {
    boolean wantsDictionary = compression == Compression.ZSTD_DICTIONARY;
    if ((dictionary != 0) != wantsDictionary) {
      throw new FrameException(
          RefusalReason.BAD_FLAGS, "dictionary " + dictionary + " with compression " + compression);
    }
    if (type == FrameType.METRICS) {
      if (sequence < 1) {
        throw new FrameException(
            RefusalReason.MALFORMED, "sequences begin at 1, this is " + sequence);
      }
    } else if (compression != Compression.NONE || uncompressedLength != payloadLength) {
      throw new FrameException(
          RefusalReason.BAD_FLAGS,
          type + " is never compressed: " + compression + ", uncompressed " + uncompressedLength);
    }
  }

  /**
   * Whether the checksum holds for {@code frame}, whose remaining bytes are exactly header and
   * payload. The position does not move.
   */
  public boolean checksumHolds(ByteBuffer frame) {
    return checksum(frame) == checksum;
  }

  /**
   * Writes the header at the start of {@code frame}, whose capacity is exactly header and payload
   * and which holds the payload already: the checksum goes over it.
   */
  static void write(
      ByteBuffer frame,
      FrameType type,
      Compression compression,
      int dictionary,
      long sequence,
      int uncompressed) {
    frame.order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(0, MAGIC);
    frame.putShort(4, (short) VERSION);
    frame.putShort(6, (short) type.code());
    frame.putShort(8, (short) compression.code());
    frame.putShort(10, (short) dictionary);
    frame.putInt(12, frame.capacity() - SIZE);
    frame.putLong(16, sequence);
    frame.putInt(24, uncompressed);
    frame.putInt(CHECKSUM_OFFSET, 0);
    frame.putInt(CHECKSUM_OFFSET, checksum(frame));
  }

  private static int checksum(ByteBuffer frame) {
    CRC32C crc = new CRC32C();
    ByteBuffer all = frame.slice();
    crc.update(all.duplicate().limit(CHECKSUM_OFFSET));
    crc.update(new byte[Integer.BYTES]);
    crc.update(all.position(SIZE));
    return (int) crc.getValue();
  }

  private static int within(int length, int limit, String what) throws FrameException {
    if (length < 0 || length > limit) {
      throw new FrameException(
          RefusalReason.TOO_LARGE,
          what + " of " + Integer.toUnsignedString(length) + " bytes, limit " + limit);
    }
    return length;
  }
}
