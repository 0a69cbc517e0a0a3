package io.pgcause.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class after which a buffer of Netty was collected without having been released. */
final class NoLeaks implements AfterAllCallback {

  private static final long PATIENCE_MILLIS = 20_000;

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    assertThat(ResourceLeakDetector.getLevel()).isEqualTo(ResourceLeakDetector.Level.PARANOID);
    // Twice: what the second round shows as collected comes behind everything of the first.
    collectGarbage();
    collectGarbage();
    // Netty looks for leaks when it hands out the next buffer.
    ByteBufAllocator.DEFAULT.buffer(1).release();
    assertThat(RecordingLeakDetector.leaks()).isEmpty();
  }

  private static void collectGarbage() throws InterruptedException {
    ReferenceQueue<Object> collected = new ReferenceQueue<>();
    PhantomReference<Object> sentinel = new PhantomReference<>(new Object(), collected);
    System.gc();
    assertThat(collected.remove(PATIENCE_MILLIS)).isSameAs(sentinel);
  }
}
