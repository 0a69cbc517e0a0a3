package io.pgcause.bridge;

import io.pgcause.wire.frame.FrameMessage;
import java.util.concurrent.CompletableFuture;

/**
 * Where the bridge stores frames. Called from event loops, so it never blocks: when there is no
 * room the future fails, and the agent keeps the frame.
 */
@FunctionalInterface
public interface FramePublisher {

  /**
   * Stores {@code frame} as it is. Frames of one source are handed over in the order they came and
   * must be stored in that order.
   *
   * @param message who the frame is from; becomes key and properties
   * @param frame header and payload; not changed by anyone from here on
   * @return completes, on any thread, when the frame will survive the death of every process
   *     involved; fails when that is not known
   */
  CompletableFuture<Void> publish(FrameMessage message, byte[] frame);
}
