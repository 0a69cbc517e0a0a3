package io.pgcause.flow.event;

/**
 * Something refused, with all that is needed to find it again and nothing that must stay secret.
 *
 * @param position topic partition and message id; names the message uniquely
 * @param reason label of a {@link io.pgcause.wire.frame.RefusalReason}
 * @param agentId empty when unknown
 * @param instanceId empty when unknown
 * @param epoch 0 when unknown
 * @param sequence 0 when unknown
 * @param atMicros when the bridge had the frame, microseconds since 1970 UTC
 * @param detail for people
 * @param head at most the first 16 bytes of the frame
 */
public record DeadLetter(
    String position,
    String reason,
    String agentId,
    String instanceId,
    long epoch,
    long sequence,
    long atMicros,
    String detail,
    byte[] head) {

  /** The most bytes of a frame that are kept. */
  public static final int HEAD_BYTES = 16;
}
