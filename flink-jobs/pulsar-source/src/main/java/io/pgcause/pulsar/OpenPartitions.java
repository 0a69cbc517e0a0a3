package io.pgcause.pulsar;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pulsar.client.api.MessageId;

/**
 * The consumers of one reader: its fetcher thread opens and pauses them, its task thread
 * acknowledges through them.
 */
final class OpenPartitions {

  private final Map<String, PartitionConsumer> byName = new ConcurrentHashMap<>();

  void add(String partition, PartitionConsumer consumer) {
    byName.put(partition, consumer);
  }

  PartitionConsumer get(String partition) {
    PartitionConsumer consumer = byName.get(partition);
    if (consumer == null) {
      throw new IllegalStateException(
          "partition %s is not open here, only %s".formatted(partition, byName.keySet()));
    }
    return consumer;
  }

  /** Acknowledges what is still open; a partition that was closed meanwhile is left alone. */
  void acknowledge(Map<String, MessageId> positions) {
    positions.forEach(
        (partition, message) -> {
          PartitionConsumer consumer = byName.get(partition);
          if (consumer != null) {
            consumer.acknowledge(message);
          }
        });
  }

  void clear() {
    byName.clear();
  }
}
