package io.pgcause.pulsar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the options of a {@link PulsarSource}. Service URL, topic and subscription must be given;
 * the rest begins as: {@link StartPosition#EARLIEST}, continuous, new partitions every 10 s, 500
 * messages per partition in the client.
 */
public final class PulsarSourceBuilder<T> {

  private static final Duration DISCOVERY_INTERVAL = Duration.ofSeconds(10);
  private static final int RECEIVER_QUEUE_SIZE = 500;

  private final PulsarDeserializer<T> deserializer;
  private final TypeInformation<T> producedType;
  private @Nullable String serviceUrl;
  private @Nullable String topic;
  private @Nullable String subscription;
  private Map<String, String> clientConfig = Map.of();
  private StartPosition start = StartPosition.EARLIEST;
  private Boundedness boundedness = Boundedness.CONTINUOUS_UNBOUNDED;
  private Duration discoveryInterval = DISCOVERY_INTERVAL;
  private int receiverQueueSize = RECEIVER_QUEUE_SIZE;

  PulsarSourceBuilder(PulsarDeserializer<T> deserializer, TypeInformation<T> producedType) {
    this.deserializer = deserializer;
    this.producedType = producedType;
  }

  /**
   * Address of the broker, such as {@code pulsar://host:6650} or {@code pulsar+ssl://host:6651}.
   */
  public PulsarSourceBuilder<T> serviceUrl(String url) {
    this.serviceUrl = url;
    return this;
  }

  /** Topic, partitioned or not, by short or full name; it must exist when the job starts. */
  public PulsarSourceBuilder<T> topic(String name) {
    this.topic = name;
    return this;
  }

  /** Subscription that only this job uses. */
  public PulsarSourceBuilder<T> subscription(String name) {
    this.subscription = name;
    return this;
  }

  /**
   * Further settings of the client by Pulsar's own names, such as {@code authPluginClassName},
   * {@code authParams}, {@code tlsTrustCertsFilePath}. They travel in the job graph.
   */
  public PulsarSourceBuilder<T> clientConfig(Map<String, String> settings) {
    this.clientConfig = Map.copyOf(settings);
    return this;
  }

  /** Where a new subscription begins. */
  public PulsarSourceBuilder<T> start(StartPosition position) {
    this.start = position;
    return this;
  }

  /** Ends the read at the newest message each partition has when the job starts. */
  public PulsarSourceBuilder<T> bounded() {
    this.boundedness = Boundedness.BOUNDED;
    return this;
  }

  /** Time between two looks for new partitions; zero looks only at the start. */
  public PulsarSourceBuilder<T> discoveryInterval(Duration interval) {
    this.discoveryInterval = interval;
    return this;
  }

  /**
   * Messages the client may hold per partition before the source takes them. With the inbox (1,000
   * messages or 16 MiB per reader) and two batches of that size in Flink's queue it bounds memory.
   */
  public PulsarSourceBuilder<T> receiverQueueSize(int messages) {
    this.receiverQueueSize = messages;
    return this;
  }

  /**
   * Makes the source.
   *
   * @throws IllegalArgumentException naming all that is missing or wrong
   */
  public PulsarSource<T> build() {
    List<String> problems = new ArrayList<>();
    String url = required("serviceUrl", serviceUrl, problems);
    String name = required("topic", topic, problems);
    String reader = required("subscription", subscription, problems);
    if (discoveryInterval.isNegative()) {
      problems.add("discoveryInterval must not be negative, found " + discoveryInterval);
    }
    if (receiverQueueSize < 1) {
      problems.add("receiverQueueSize must be at least 1, found " + receiverQueueSize);
    }
    if (boundedness == Boundedness.BOUNDED && start == StartPosition.LATEST) {
      problems.add("a bounded read ends at the latest message, so it cannot start there");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("pulsar source: " + String.join("; ", problems));
    }
    return new PulsarSource<>(
        new PulsarReadOptions(
            new PulsarConnection(url, clientConfig),
            name,
            reader,
            start,
            boundedness,
            discoveryInterval,
            receiverQueueSize),
        deserializer,
        producedType);
  }

  private static String required(String name, @Nullable String value, List<String> problems) {
    if (value == null || value.isBlank()) {
      problems.add(name + " is missing");
      return "";
    }
    return value;
  }
}
