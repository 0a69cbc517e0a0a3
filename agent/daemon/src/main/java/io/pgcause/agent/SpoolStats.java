package io.pgcause.agent;

import io.pgcause.wire.frame.RefusalReason;
import java.util.Map;

/**
 * What became of the frames of one instance since its spool was opened: every frame sampled or
 * restored is in exactly one of the other counts, see {@link #isExact}.
 *
 * @param sampled frames put in by this process
 * @param restored frames found on disk when the spool was opened, damaged ones among them
 * @param acknowledged frames the bridge took
 * @param pending frames that wait, on disk or in memory
 * @param dropped frames that met the bound of bytes, of age or of memory
 * @param damaged frames whose bytes changed on disk
 * @param rejected frames that can never be accepted, by reason
 * @param pendingBytes of all pending frames
 * @param inMemory pending frames that are not on disk because it does not take them
 */
public record SpoolStats(
    long sampled,
    long restored,
    long acknowledged,
    long pending,
    long dropped,
    long damaged,
    Map<RefusalReason, Long> rejected,
    long pendingBytes,
    long inMemory) {

  public SpoolStats {
    rejected = Map.copyOf(rejected);
  }

  /** Rejected frames of all reasons. */
  public long rejectedTotal() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether every frame is accounted for; anything else is a defect of the agent. */
  public boolean isExact() {
    return sampled + restored == acknowledged + pending + dropped + damaged + rejectedTotal();
  }
}
