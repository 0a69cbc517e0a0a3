package io.pgcause.wire.frame;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the calling thread allocates, by the JVM's own counter. */
final class Allocation {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long before = THREADS.getCurrentThreadAllocatedBytes();

  /** Bytes since this was made. */
  long bytes() {
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /**
   * The most that reading one frame may allocate: its copies, what is decoded, and small change.
   */
  static long boundOf(FrameLimits limits) {
    long copies = (long) limits.maxPayloadBytes() + limits.maxUncompressedBytes();
    return copies + limits.maxDecodedBytes() + (256 << 10);
  }
}
