package io.pgcause.flow.event;

/**
 * A METRICS frame as it lay on the topic; the only shape that is shuffled.
 *
 * @param instanceId key of the stream; empty when the message named none
 * @param agentId who sent it; empty when the message named none
 * @param epoch life of the agent's spool
 * @param sequence within the epoch, from 1
 * @param receivedAtMicros when the bridge had it, microseconds since 1970 UTC
 * @param position topic partition and message id, for people
 * @param refusal why the message is no frame of the bridge; empty when it is one
 * @param bytes header and payload; never changed
 */
public record RawFrame(
    String instanceId,
    String agentId,
    long epoch,
    long sequence,
    long receivedAtMicros,
    String position,
    String refusal,
    byte[] bytes) {}
