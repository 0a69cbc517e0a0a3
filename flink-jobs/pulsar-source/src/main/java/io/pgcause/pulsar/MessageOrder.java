package io.pgcause.pulsar;

import java.util.Comparator;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.MessageIdAdv;

/**
 * The order of messages within one partition. Unlike the order of {@link MessageId} itself it does
 * not look at the partition index, which an id asked from the broker lacks.
 */
final class MessageOrder {

  static final Comparator<MessageId> IN_PARTITION =
      Comparator.comparingLong((MessageId id) -> ((MessageIdAdv) id).getLedgerId())
          .thenComparingLong(id -> ((MessageIdAdv) id).getEntryId())
          .thenComparingInt(id -> ((MessageIdAdv) id).getBatchIndex());

  private MessageOrder() {}
}
