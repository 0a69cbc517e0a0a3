package io.pgcause.agent;

import io.pgcause.wire.frame.RefusalReason;
import java.util.EnumMap;
import java.util.Map;

/** What became of the frames of one spool, counted as it happens. Not thread-safe. */
final class Ledger {

  private final Map<RefusalReason, Long> rejected = new EnumMap<>(RefusalReason.class);
  private final long restored;
  private long sampled;
  private long acknowledged;
  private long dropped;
  private long damaged;

  /**
   * @param pending whole frames found on disk
   * @param damaged frames found that cannot be read
   */
  Ledger(long pending, long damaged) {
    restored = pending + damaged;
    this.damaged = damaged;
  }

  void sampled() {
    sampled++;
  }

  void acknowledged(long frames) {
    acknowledged += frames;
  }

  void dropped(long frames) {
    dropped += frames;
  }

  long dropped() {
    return dropped;
  }

  void damaged() {
    damaged++;
  }

  void rejected(RefusalReason reason) {
    rejected.merge(reason, 1L, Long::sum);
  }

  SpoolStats with(long pending, long pendingBytes, long inMemory) {
    return new SpoolStats(
        sampled,
        restored,
        acknowledged,
        pending,
        dropped,
        damaged,
        rejected,
        pendingBytes,
        inMemory);
  }
}
