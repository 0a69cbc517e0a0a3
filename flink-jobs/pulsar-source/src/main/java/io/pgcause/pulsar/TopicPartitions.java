package io.pgcause.pulsar;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.MessageIdAdv;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Reader;
import org.apache.pulsar.client.api.TopicMessageId;

/** Asks the broker which partitions a topic has and where they end. Any thread; calls block. */
final class TopicPartitions implements AutoCloseable {

  private static final int ANSWER_SECONDS = 60;

  private final PulsarConnection connection;
  private final String topic;
  private final PulsarClient client;

  TopicPartitions(PulsarConnection connection, String topic) throws PulsarClientException {
    this.connection = connection;
    this.topic = topic;
    this.client = connection.connect();
  }

  /** Full names of the partitions; the topic's own name when it is not partitioned. */
  List<String> names() throws IOException, InterruptedException {
    try {
      return client.getPartitionsForTopic(topic, false).get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      Throwable reason = e instanceof ExecutionException ? e.getCause() : e;
      throw new IOException(
          "cannot list the partitions of topic %s at %s; it must exist before the job starts"
              .formatted(topic, connection.serviceUrl()),
          reason);
    }
  }

  /** The newest message of each partition that holds any. */
  Map<String, MessageId> lastMessages() throws IOException {
    try (Reader<byte[]> reader =
        client.newReader().topic(topic).startMessageId(MessageId.latest).create()) {
      Map<String, MessageId> ends = new HashMap<>();
      for (TopicMessageId last : reader.getLastMessageIds()) {
        if (((MessageIdAdv) last).getEntryId() >= 0) {
          ends.put(last.getOwnerTopic(), MessageId.fromByteArray(last.toByteArray()));
        }
      }
      return ends;
    }
  }

  @Override
  public void close() throws PulsarClientException {
    connection.close(client);
  }
}
