package io.pgcause.pulsar;

import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageIdAdv;

/**
 * The place of one message: topic partition, ledger, entry and, when the producer batched it, the
 * index in the batch. Written {@code frames.v1-partition-3 @ 12:881:4}.
 *
 * @param topicPartition full name, with {@code persistent://}
 * @param batchIndex -1 when the entry is a single message
 */
public record PulsarPosition(String topicPartition, long ledger, long entry, int batchIndex) {

  private static final String DEFAULT_NAMESPACE = "persistent://public/default/";

  static PulsarPosition of(Message<?> message) {
    MessageIdAdv id = (MessageIdAdv) message.getMessageId();
    return new PulsarPosition(
        message.getTopicName(), id.getLedgerId(), id.getEntryId(), id.getBatchIndex());
  }

  /** The text form; the topic keeps its tenant and namespace unless they are Pulsar's defaults. */
  @Override
  public String toString() {
    String topic =
        topicPartition.startsWith(DEFAULT_NAMESPACE)
            ? topicPartition.substring(DEFAULT_NAMESPACE.length())
            : topicPartition;
    String place = topic + " @ " + ledger + ":" + entry;
    return batchIndex < 0 ? place : place + ":" + batchIndex;
  }
}
