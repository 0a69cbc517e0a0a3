package io.pgcause.wire.frame;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the bridge writes beside a METRICS frame on the topic, so that a reader can route and dedup
 * without decoding it. The message's key is the instance id; its value is the frame as it came.
 *
 * @param source from the envelope of the frame
 * @param agentId who sent it; 1 to 128 bytes of UTF-8, no U+0000
 * @param sequence from the header of the frame
 * @param receivedAtMicros when the bridge had the whole frame, microseconds since 1970 UTC, not
 *     negative
 */
public record FrameMessage(
    FrameSource source, String agentId, long sequence, long receivedAtMicros) {

  /** The topic frames go to, in whatever namespace the installation uses. */
  public static final String TOPIC = "frames.v1";

  private static final String AGENT = "agent";
  private static final String EPOCH = "epoch";
  private static final String SEQUENCE = "sequence";
  private static final String RECEIVED_AT = "received-at-micros";

  public FrameMessage {
    FrameSource.requireId("an agent id", agentId);
    if (receivedAtMicros < 0) {
      throw new IllegalArgumentException("received before 1970: " + receivedAtMicros);
    }
  }

  /** The properties of the message. */
  public Map<String, String> properties() {
    return Map.of(
        AGENT,
        agentId,
        EPOCH,
        Long.toString(source.epoch()),
        SEQUENCE,
        Long.toString(sequence),
        RECEIVED_AT,
        Long.toString(receivedAtMicros));
  }

  /**
   * Reads a message's key and properties.
   *
   * @throws FrameException when one is missing or is not what it should be: a message no bridge
   *     wrote
   */
  public static FrameMessage of(@Nullable String key, Map<String, String> properties)
      throws FrameException {
    FrameSource source = source(key, number(properties, EPOCH));
    String agentId = text(properties, AGENT);
    long sequence = number(properties, SEQUENCE);
    long receivedAtMicros = number(properties, RECEIVED_AT);
    try {
      return new FrameMessage(source, agentId, sequence, receivedAtMicros);
    } catch (IllegalArgumentException e) {
      throw new FrameException(RefusalReason.MALFORMED, "message properties: " + e.getMessage());
    }
  }

  private static FrameSource source(@Nullable String key, long epoch) throws FrameException {
    try {
      return new FrameSource(key == null ? "" : key, epoch);
    } catch (IllegalArgumentException e) {
      throw new FrameException(RefusalReason.MALFORMED, "message key: " + e.getMessage());
    }
  }

  private static String text(Map<String, String> properties, String name) throws FrameException {
    String value = properties.get(name);
    if (value == null) {
      throw new FrameException(RefusalReason.MALFORMED, "message without property " + name);
    }
    return value;
  }

  private static long number(Map<String, String> properties, String name) throws FrameException {
    try {
      return Long.parseLong(text(properties, name));
    } catch (NumberFormatException e) {
      throw new FrameException(
          RefusalReason.MALFORMED, "message property " + name + " is not a number");
    }
  }
}
