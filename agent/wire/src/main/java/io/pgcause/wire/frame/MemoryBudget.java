package io.pgcause.wire.frame;

/**
 * What decoding one body may still allocate. It is charged before each allocation, so that a few
 * hostile bytes cannot ask for much memory or for the work of filling it.
 */
final class MemoryBudget {

  private final long bytes;
  private long left;

  MemoryBudget(long bytes) {
    this.bytes = bytes;
    left = bytes;
  }

  void charge(long count, int bytesEach) throws FrameException {
    left -= count * bytesEach;
    if (left < 0) {
      throw new FrameException(
          RefusalReason.TOO_LARGE, "decoding would take more than " + bytes + " bytes of memory");
    }
  }
}
