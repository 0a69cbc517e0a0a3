package io.pgcause.bridge;

import io.pgcause.wire.frame.FrameLimits;
import java.time.Duration;

/**
 * How a {@link Bridge} listens and what it takes. Names in error messages are those of the command
 * line.
 *
 * @param host address or name to listen on
 * @param port 0 for a free one
 * @param insecure whether plain TCP is wanted; even then only a loopback address is taken
 * @param maxPayloadBytes largest payload of a frame, 1 to 4 MiB (a broker takes 5 MiB by default)
 * @param window METRICS frames an agent may have under way without an answer, 1 to 65,536
 * @param maxInFlightBytes frames with the broker over all connections, at least one of the largest
 * @param maxConnections above it new connections are closed
 * @param idleTimeout a connection is closed after so long without a byte
 * @param frameTimeout a begun frame is refused when it is not whole after so long, or twice of it
 * @param drainTimeout how long an ending connection waits for the broker
 */
public record BridgeOptions(
    String host,
    int port,
    boolean insecure,
    int maxPayloadBytes,
    int window,
    long maxInFlightBytes,
    int maxConnections,
    Duration idleTimeout,
    Duration frameTimeout,
    Duration drainTimeout) {

  private static final int MOST_PAYLOAD_BYTES = 4 << 20;
  private static final int MOST_WINDOW = 1 << 16;

  /**
   * Checks everything.
   *
   * @throws IllegalArgumentException with one line per problem
   */
  public BridgeOptions {
    OptionProblems problems = new OptionProblems();
    problems.checkRange("listen", port, 0, 65_535);
    problems.checkRange("max-frame-size", maxPayloadBytes, 1, MOST_PAYLOAD_BYTES);
    problems.checkRange("window", window, 1, MOST_WINDOW);
    problems.checkRange("max-in-flight", maxInFlightBytes, maxPayloadBytes, Long.MAX_VALUE);
    problems.checkRange("max-connections", maxConnections, 1, Integer.MAX_VALUE);
    problems.checkTime("idle-timeout", idleTimeout);
    problems.checkTime("frame-timeout", frameTimeout);
    problems.checkTime("drain-timeout", drainTimeout);
    problems.throwIfAny();
  }

  /**
   * Loopback and a free port; payloads of 1 MiB, window 64, 64 MiB in flight, 10,000 connections,
   * idle after 90 s, frames whole within 30 s, draining for 30 s.
   */
  public static Builder builder() {
    return new Builder();
  }

  FrameLimits frameLimits() {
    int inflated = FrameLimits.DEFAULT.maxUncompressedBytes();
    return new FrameLimits(maxPayloadBytes, Math.max(maxPayloadBytes, inflated));
  }

  /** Collects options; what is not set has the default. Not thread-safe. */
  public static final class Builder {

    private String host = "127.0.0.1";
    private int port;
    private boolean insecure;
    private int maxPayloadBytes = FrameLimits.DEFAULT.maxPayloadBytes();
    private int window = 64;
    private long maxInFlightBytes = 64 << 20;
    private int maxConnections = 10_000;
    private Duration idleTimeout = Duration.ofSeconds(90);
    private Duration frameTimeout = Duration.ofSeconds(30);
    private Duration drainTimeout = Duration.ofSeconds(30);

    private Builder() {}

    public Builder listen(String onHost, int onPort) {
      host = onHost;
      port = onPort;
      return this;
    }

    public Builder insecure(boolean wanted) {
      insecure = wanted;
      return this;
    }

    public Builder maxPayloadBytes(int bytes) {
      maxPayloadBytes = bytes;
      return this;
    }

    public Builder window(int frames) {
      window = frames;
      return this;
    }

    public Builder maxInFlightBytes(long bytes) {
      maxInFlightBytes = bytes;
      return this;
    }

    public Builder maxConnections(int connections) {
      maxConnections = connections;
      return this;
    }

    public Builder idleTimeout(Duration time) {
      idleTimeout = time;
      return this;
    }

    public Builder frameTimeout(Duration time) {
      frameTimeout = time;
      return this;
    }

    public Builder drainTimeout(Duration time) {
      drainTimeout = time;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException with one line per problem
     */
    public BridgeOptions build() {
      return new BridgeOptions(
          host,
          port,
          insecure,
          maxPayloadBytes,
          window,
          maxInFlightBytes,
          maxConnections,
          idleTimeout,
          frameTimeout,
          drainTimeout);
    }
  }
}
