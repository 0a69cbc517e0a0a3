package io.pgcause.agent;

import java.time.Duration;

/**
 * The bounds of one spool.
 *
 * @param maxBytes on disk; beyond it the oldest segment is dropped
 * @param segmentBytes of one file, at most half of {@code maxBytes}: what is dropped at once
 * @param memoryBytes of frames the disk did not take; beyond it the oldest of them is dropped
 * @param maxAge a segment whose newest frame is older is dropped
 */
record SpoolLimits(long maxBytes, long segmentBytes, long memoryBytes, Duration maxAge) {

  SpoolLimits {
    if (segmentBytes < 1 || segmentBytes > maxBytes / 2 || memoryBytes < 1) {
      throw new IllegalArgumentException(
          "segments of " + segmentBytes + " bytes do not fit twice into " + maxBytes);
    }
    if (maxAge.isNegative() || maxAge.isZero()) {
      throw new IllegalArgumentException("an age must be positive, not " + maxAge);
    }
  }

  static SpoolLimits of(SpoolOptions options) {
    long segment = Math.max(options.maxBytes() / 16, SpoolOptions.LEAST_BYTES / 2);
    return new SpoolLimits(options.maxBytes(), segment, 4 << 20, options.maxAge());
  }
}
