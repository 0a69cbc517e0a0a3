package io.pgcause.bridge;

import io.netty.util.concurrent.FastThreadLocal;
import io.pgcause.wire.frame.FrameLimits;
import io.pgcause.wire.frame.FrameReader;

/** A frame reader per event loop: each holds native memory, too much for one per connection. */
final class FrameReaders extends FastThreadLocal<FrameReader> {

  private final FrameLimits limits;

  FrameReaders(FrameLimits limits) {
    this.limits = limits;
  }

  FrameLimits limits() {
    return limits;
  }

  @Override
  protected FrameReader initialValue() {
    return new FrameReader(limits);
  }

  @Override
  protected void onRemoval(FrameReader reader) {
    reader.close();
  }
}
