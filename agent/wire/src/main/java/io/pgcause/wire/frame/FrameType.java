package io.pgcause.wire.frame;

import java.util.Optional;

/** What a frame is for; the number stands in its header. */
public enum FrameType {
  /** Agent to bridge, first: who speaks and for which instances. */
  HELLO(1),
  /** Bridge to agent, in answer: the limits that hold. */
  WELCOME(2),
  /** Agent to bridge: snapshots of one instance. */
  METRICS(3),
  /** Bridge to agent: everything up to a sequence is stored by the broker. */
  ACK(4),
  /** Bridge to agent: a frame is refused, and why. */
  REJECT(5),
  PING(6),
  PONG(7),
  /** Bridge to agent: settings. */
  CONFIG(8),
  /** Either side: the connection ends in order. */
  BYE(9);

  private final int code;

  FrameType(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static Optional<FrameType> of(int code) {
    return code >= 1 && code <= values().length
        ? Optional.of(values()[code - 1])
        : Optional.empty();
  }
}
