package io.pgcause.bridge;

import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps the leaks that Netty finds; named in the system properties of the tests. */
public final class RecordingLeakDetector<T> extends ResourceLeakDetector<T> {

  private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

  /** As {@link io.netty.util.ResourceLeakDetectorFactory} calls it. */
  public RecordingLeakDetector(Class<?> resource, int samplingInterval) {
    super(resource, samplingInterval);
  }

  /** The older form, which it looks for as well. */
  public RecordingLeakDetector(Class<?> resource, int samplingInterval, long ignoredMaxActive) {
    this(resource, samplingInterval);
  }

  static List<String> leaks() {
    return List.copyOf(LEAKS);
  }

  @Override
  protected void reportTracedLeak(String resource, String records) {
    LEAKS.add(resource + records);
    super.reportTracedLeak(resource, records);
  }

  @Override
  protected void reportUntracedLeak(String resource) {
    LEAKS.add(resource);
    super.reportUntracedLeak(resource);
  }
}
