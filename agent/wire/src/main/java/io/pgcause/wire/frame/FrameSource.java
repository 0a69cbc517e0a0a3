package io.pgcause.wire.frame;

import java.nio.charset.StandardCharsets;

/**
 * The line of frames a sequence counts: an instance and the life of the spool that feeds it.
 *
 * @param instanceId key of the instance everywhere; 1 to 128 bytes of UTF-8, no U+0000
 * @param epoch new whenever the agent's spool is new; the sequence restarts with it
 */
public record FrameSource(String instanceId, long epoch) {

  /** The most bytes of an instance id. */
  public static final int MAX_ID_BYTES = 128;

  public FrameSource {
    requireId("an instance id", instanceId);
  }

  static void requireId(String what, String id) {
    int length = id.getBytes(StandardCharsets.UTF_8).length;
    if (length < 1 || length > MAX_ID_BYTES || id.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          what + " has 1 to " + MAX_ID_BYTES + " bytes, none of them zero, not " + length);
    }
  }
}
