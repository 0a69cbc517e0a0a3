package io.pgcause.wire.frame;

/**
 * What a reader takes before it allocates anything.
 *
 * @param maxPayloadBytes payload as sent
 * @param maxUncompressedBytes body after decompression; what is decoded from it may take {@link
 *     #DECODED_PER_BYTE} times as much memory
 */
public record FrameLimits(int maxPayloadBytes, int maxUncompressedBytes) {

  /** Memory for decoded snapshots, as a multiple of the largest body. */
  public static final int DECODED_PER_BYTE = 4;

  /** 1 MiB sent, 16 MiB inflated: an hour of snapshots of a middle-sized server. */
  public static final FrameLimits DEFAULT = new FrameLimits(1 << 20, 16 << 20);

  public FrameLimits {
    if (maxPayloadBytes < 1
        || maxPayloadBytes > Integer.MAX_VALUE - FrameHeader.SIZE
        || maxUncompressedBytes < maxPayloadBytes) {
      throw new IllegalArgumentException(
          "limits must be positive and grow: " + maxPayloadBytes + ", " + maxUncompressedBytes);
    }
  }

  long maxDecodedBytes() {
    return (long) DECODED_PER_BYTE * maxUncompressedBytes;
  }
}
