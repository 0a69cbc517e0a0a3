package io.pgcause.bridge;

import io.pgcause.wire.frame.FrameMessage;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A publisher that stores a frame, or fails to, when the test says so. */
final class HeldPublisher implements FramePublisher {

  /** A frame that waits for its receipt. */
  record Held(FrameMessage message, byte[] frame, CompletableFuture<Void> receipt) {

    void store() {
      receipt.complete(null);
    }

    void fail() {
      receipt.completeExceptionally(new IllegalStateException("told to fail"));
    }
  }

  private final BlockingQueue<Held> held = new LinkedBlockingQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong frames = new AtomicLong();
  private final AtomicLong mostBytes = new AtomicLong();
  private final AtomicLong mostFrames = new AtomicLong();

  @Override
  public CompletableFuture<Void> publish(FrameMessage message, byte[] frame) {
    mostBytes.accumulateAndGet(bytes.addAndGet(frame.length), Math::max);
    mostFrames.accumulateAndGet(frames.incrementAndGet(), Math::max);
    CompletableFuture<Void> receipt = new CompletableFuture<>();
    // Before the bridge hears of it: it may hand over the next frame at once.
    CompletableFuture<Void> counted =
        receipt.whenComplete(
            (stored, failure) -> {
              bytes.addAndGet(-frame.length);
              frames.decrementAndGet();
            });
    held.add(new Held(message, frame, receipt));
    return counted;
  }

  /** The next frame the bridge hands over. */
  Held next() throws InterruptedException {
    Held next = held.poll(20, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no frame was published within 20 s");
    }
    return next;
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  /** The most bytes that ever waited together. */
  long mostBytes() {
    return mostBytes.get();
  }

  /** The most frames that ever waited together. */
  long mostFrames() {
    return mostFrames.get();
  }
}
