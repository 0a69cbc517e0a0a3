package io.pgcause.wire.frame;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Damages frames so that as much as possible behind the damage is still reached: lengths and
 * checksum are mostly put right again.
 */
final class FrameMutator {

  /** Numbers that ask for too much, or for just one too many. */
  private static final long[] NUMBERS = {
    0, 1, 127, 128, 4096, 4097, 65_535, 1_000_000, Integer.MAX_VALUE, 1L << 31, 1L << 63, -1
  };

  private final SplittableRandom random;

  FrameMutator(SplittableRandom random) {
    this.random = random;
  }

  byte[] mutate(byte[] original) {
    byte[] frame = random.nextInt(8) == 0 ? withHeaderField(original) : withPayload(original);
    if (random.nextInt(8) == 0) {
      frame = compressed(frame);
    }
    return random.nextInt(32) == 0 ? frame : Frames.repaired(frame);
  }

  private byte[] withHeaderField(byte[] original) {
    byte[] frame = original.clone();
    frame[random.nextInt(FrameHeader.SIZE)] = (byte) random.nextInt();
    return frame;
  }

  private byte[] withPayload(byte[] original) {
    int changes = 1 + random.nextInt(3);
    byte[] frame = original;
    for (int i = 0; i < changes; i++) {
      frame = withPayloadChange(frame);
    }
    if (frame.length > FrameHeader.SIZE && random.nextInt(16) != 0) {
      ByteBuffer header = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
      int grown = frame.length - FrameHeader.SIZE - header.getInt(12);
      header.putInt(12, header.getInt(12) + grown);
      header.putInt(24, header.getInt(24) + grown);
    }
    return frame;
  }

  private byte[] withPayloadChange(byte[] frame) {
    int payload = frame.length - FrameHeader.SIZE;
    if (payload < 1) {
      return frame;
    }
    int at = FrameHeader.SIZE + random.nextInt(payload);
    int rest = frame.length - at;
    return switch (random.nextInt(6)) {
      case 0 -> spliced(frame, at, 1, new byte[] {(byte) random.nextInt()});
      case 1 -> spliced(frame, at, 1, new byte[] {(byte) (frame[at] ^ 1 << random.nextInt(8))});
      case 2 -> spliced(frame, at, 1, new byte[] {(byte) (frame[at] + random.nextInt(5) - 2)});
      case 3 -> spliced(frame, at, random.nextInt(Math.min(rest, 9)), new byte[0]);
      case 4 -> spliced(frame, at, random.nextInt(2), number());
      default -> spliced(frame, at, 0, new byte[random.nextInt(64)]);
    };
  }

  private byte[] number() {
    ByteSink out = new ByteSink();
    out.varint(NUMBERS[random.nextInt(NUMBERS.length)]);
    return out.toByteArray();
  }

  /** Makes a METRICS frame whose body, whatever it is by now, comes compressed. */
  private static byte[] compressed(byte[] frame) {
    int body = FrameHeader.SIZE + 13;
    if (frame.length < body) {
      return frame;
    }
    byte[] plain = spliced(frame, 0, body, new byte[0]);
    return Frames.around(Zstd.compress(plain), Compression.ZSTD, plain.length);
  }

  private static byte[] spliced(byte[] bytes, int at, int removed, byte[] inserted) {
    ByteSink out = new ByteSink();
    out.bytes(Arrays.copyOf(bytes, at));
    out.bytes(inserted);
    out.bytes(Arrays.copyOfRange(bytes, at + removed, bytes.length));
    return out.toByteArray();
  }
}
