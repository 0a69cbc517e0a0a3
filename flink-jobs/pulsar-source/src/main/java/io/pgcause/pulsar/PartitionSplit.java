package io.pgcause.pulsar;

import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.pulsar.client.api.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * One topic partition and how far it was read.
 *
 * @param partition full topic name of the partition; identifies the split
 * @param start where to begin while {@code after} is null
 * @param after the last message whose records were emitted; null before the first
 * @param until the last message of a bounded read; null when there is no end
 */
record PartitionSplit(
    String partition, StartPosition start, @Nullable MessageId after, @Nullable MessageId until)
    implements SourceSplit {

  @Override
  public String splitId() {
    return partition;
  }

  /** Whether the read ends, and therefore leaves no trace at the broker. */
  boolean isBounded() {
    return until != null;
  }

  /** Whether {@code message} is the last one to read, or behind it. */
  boolean endsAt(MessageId message) {
    return until != null && MessageOrder.IN_PARTITION.compare(message, until) >= 0;
  }

  PartitionSplit readTo(@Nullable MessageId message) {
    return new PartitionSplit(partition, start, message, until);
  }
}
