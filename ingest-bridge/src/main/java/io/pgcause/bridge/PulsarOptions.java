package io.pgcause.bridge;

import io.pgcause.wire.frame.FrameMessage;
import java.time.Duration;

/**
 * Which broker gets the frames.
 *
 * @param serviceUrl such as {@code pulsar://127.0.0.1:6650}; several hosts with commas
 * @param topic in {@code public/default}, or a full name
 * @param sendTimeout after it a frame counts as not stored; a broker that comes back earlier gets
 *     it from the client
 * @param maxPending frames per partition that may wait for the broker; more are refused
 */
public record PulsarOptions(String serviceUrl, String topic, Duration sendTimeout, int maxPending) {

  /**
   * Checks everything.
   *
   * @throws IllegalArgumentException with one line per problem
   */
  public PulsarOptions {
    OptionProblems problems = new OptionProblems();
    if (!serviceUrl.matches("pulsar(\\+ssl)?://.+")) {
      problems.add("pulsar", "expected pulsar://host:port, found \"" + serviceUrl + "\"");
    }
    if (topic.isBlank()) {
      problems.add("topic", "expected a name, found none");
    }
    problems.checkTime("send-timeout", sendTimeout);
    problems.checkRange("max-pending", maxPending, 1, Integer.MAX_VALUE);
    problems.throwIfAny();
  }

  /**
   * The broker on this machine at port 6650, the topic of {@link FrameMessage#TOPIC}, 30 s to send,
   * 50,000 frames per partition.
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects options; what is not set has the default. Not thread-safe. */
  public static final class Builder {

    private String serviceUrl = "pulsar://127.0.0.1:6650";
    private String topic = FrameMessage.TOPIC;
    private Duration sendTimeout = Duration.ofSeconds(30);
    private int maxPending = 50_000;

    private Builder() {}

    public Builder serviceUrl(String url) {
      serviceUrl = url;
      return this;
    }

    public Builder topic(String name) {
      topic = name;
      return this;
    }

    public Builder sendTimeout(Duration time) {
      sendTimeout = time;
      return this;
    }

    public Builder maxPending(int frames) {
      maxPending = frames;
      return this;
    }

    /**
     * The options.
     *
     * @throws IllegalArgumentException with one line per problem
     */
    public PulsarOptions build() {
      return new PulsarOptions(serviceUrl, topic, sendTimeout, maxPending);
    }
  }
}
