package io.pgcause.bridge;

import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.frame.FrameException;
import io.pgcause.wire.frame.FrameSource;

/** What the {@link FrameCutter} makes of the bytes of a connection. */
sealed interface Received {

  /**
   * A METRICS frame, checked but for its body.
   *
   * @param frame header and payload as they came; nobody changes them
   */
  record Metrics(FrameSource source, long sequence, byte[] frame) implements Received {}

  /**
   * Any other frame.
   *
   * @param correlation to be repeated in the answer
   */
  record Control(long correlation, ControlMessage message) implements Received {}

  /** Bytes that are no frame; nothing comes after it. */
  record Refused(FrameException why) implements Received {}
}
