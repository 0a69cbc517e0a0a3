package io.pgcause.agent;

import java.time.Duration;

/**
 * How much of an outage each instance's spool bridges. Whichever bound is met first drops the
 * oldest frames; they are counted.
 *
 * @param maxBytes of frames on disk per instance, at least {@link #LEAST_BYTES}
 * @param maxAge of a frame that is kept, positive
 */
public record SpoolOptions(long maxBytes, Duration maxAge) {

  /** 4 MiB: two segments that hold a frame of the largest size each. */
  public static final long LEAST_BYTES = 4 << 20;

  /** 64 MiB and 24 hours. */
  public static final SpoolOptions DEFAULT = new SpoolOptions(64 << 20, Duration.ofHours(24));

  public SpoolOptions {
    if (maxBytes < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "a spool has at least " + LEAST_BYTES + " bytes, not " + maxBytes);
    }
    if (maxAge.isNegative() || maxAge.isZero()) {
      throw new IllegalArgumentException("a spool keeps frames for some time, not " + maxAge);
    }
  }
}
