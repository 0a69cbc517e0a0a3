package io.pgcause.wire.frame;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What agent and bridge say to each other besides METRICS. Readers ignore bytes behind the fields
 * they know, so that fields can be added without a new version.
 *
 * <pre>
 *  HELLO    agent id, agent version, number of sources, sources
 *  WELCOME  largest payload, window
 *  ACK      source
 *  REJECT   source, reason, detail
 *  BYE      reason in words
 *  source   instance id, epoch i64
 * </pre>
 *
 * <p>Numbers are varints but the epoch; texts are their length in bytes and UTF-8. PING and PONG
 * have no payload.
 */
public sealed interface ControlMessage {

  FrameType type();

  /** This message as a whole frame; the correlation id, or sequence, goes to the header. */
  default byte[] toFrame(long sequence) {
    ByteSink payload = new ByteSink();
    ControlFields.write(this, payload);
    ByteBuffer frame = ByteBuffer.allocate(FrameHeader.SIZE + payload.size());
    frame.put(FrameHeader.SIZE, payload.toByteArray());
    FrameHeader.write(frame, type(), Compression.NONE, 0, sequence, payload.size());
    return frame.array();
  }

  /**
   * The agent presents itself.
   *
   * @param agentId 1 to 128 bytes of UTF-8, no U+0000
   * @param agentVersion for people, such as {@code 0.1.0}
   * @param sources the instances it speaks for, at most 4,096
   */
  record Hello(String agentId, String agentVersion, List<FrameSource> sources)
      implements ControlMessage {

    /** The most instances one agent speaks for on one connection. */
    public static final int MAX_SOURCES = 4096;

    public Hello {
      sources = List.copyOf(sources);
      FrameSource.requireId("an agent id", agentId);
      if (sources.size() > MAX_SOURCES) {
        throw new IllegalArgumentException(
            "an agent speaks for at most " + MAX_SOURCES + " instances, not " + sources.size());
      }
    }

    @Override
    public FrameType type() {
      return FrameType.HELLO;
    }
  }

  /**
   * The bridge takes the agent in.
   *
   * @param maxPayloadBytes the largest payload it takes, at least 1
   * @param window METRICS frames that may be under way without an answer, at least 1
   */
  record Welcome(int maxPayloadBytes, int window) implements ControlMessage {

    public Welcome {
      if (maxPayloadBytes < 1 || window < 1) {
        throw new IllegalArgumentException(
            "limits must be positive: payload " + maxPayloadBytes + ", window " + window);
      }
    }

    @Override
    public FrameType type() {
      return FrameType.WELCOME;
    }
  }

  /** Every frame of {@code source} up to the sequence in the header is stored by the broker. */
  record Ack(FrameSource source) implements ControlMessage {

    @Override
    public FrameType type() {
      return FrameType.ACK;
    }
  }

  /**
   * The frame of {@code source} with the sequence in the header is refused.
   *
   * @param reason UNEXPECTED where this reader does not know the number it got
   * @param detail for people; no payload, no secret
   */
  record Reject(FrameSource source, RefusalReason reason, String detail) implements ControlMessage {

    @Override
    public FrameType type() {
      return FrameType.REJECT;
    }
  }

  /** Are you there? Answered by {@link Pong} with the same correlation id. */
  record Ping() implements ControlMessage {

    @Override
    public FrameType type() {
      return FrameType.PING;
    }
  }

  record Pong() implements ControlMessage {

    @Override
    public FrameType type() {
      return FrameType.PONG;
    }
  }

  /** The sender closes the connection after this; the reason is for people. */
  record Bye(String why) implements ControlMessage {

    @Override
    public FrameType type() {
      return FrameType.BYE;
    }
  }
}
