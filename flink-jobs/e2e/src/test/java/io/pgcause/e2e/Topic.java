package io.pgcause.e2e;

import io.pgcause.wire.frame.FrameMessage;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.Reader;

/** What lies on the frames topic, as the broker kept it. */
final class Topic {

  private Topic() {}

  /** The number of messages by key. */
  static Map<String, Long> messagesByKey(String pulsarUrl) throws IOException {
    Map<String, Long> messages = new TreeMap<>();
    try (PulsarClient client = PulsarClient.builder().serviceUrl(pulsarUrl).build();
        Reader<byte[]> reader =
            client
                .newReader()
                .topic(FrameMessage.TOPIC)
                .startMessageId(MessageId.earliest)
                .create()) {
      while (reader.hasMessageAvailable()) {
        messages.merge(reader.readNext().getKey(), 1L, Long::sum);
      }
    }
    return messages;
  }
}
