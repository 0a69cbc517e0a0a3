package io.pgcause.agent;

import io.pgcause.sampling.SamplingTarget;
import io.pgcause.wire.frame.FrameSource;
import java.nio.charset.StandardCharsets;

/**
 * One PostgreSQL instance to watch.
 *
 * @param instanceId its key everywhere in pgcause; 1 to 128 bytes of UTF-8, never to be reused for
 *     another instance
 * @param target how to reach it
 */
public record InstanceOptions(String instanceId, SamplingTarget target) {

  public InstanceOptions {
    requireId(instanceId, "an instance id");
  }

  static void requireId(String id, String what) {
    int length = id.getBytes(StandardCharsets.UTF_8).length;
    if (length < 1 || length > FrameSource.MAX_ID_BYTES) {
      throw new IllegalArgumentException(
          what + " has 1 to " + FrameSource.MAX_ID_BYTES + " bytes, not " + length);
    }
  }
}
