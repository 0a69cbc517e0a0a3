package io.pgcause.e2e;

import io.pgcause.flow.ingest.RuleDeserializer;
import io.pgcause.rules.Rule;
import io.pgcause.rules.RuleBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;

/** Publishes rules as whoever edits them would. */
final class RulePublisher {

  private RulePublisher() {}

  /** Publishes every rule this build ships with; returns when the broker has them. */
  static void publishShipped(String pulsarUrl) throws IOException {
    try (PulsarClient client = PulsarClient.builder().serviceUrl(pulsarUrl).build();
        Producer<byte[]> producer = client.newProducer().topic(RuleDeserializer.TOPIC).create()) {
      for (Rule rule : RuleBook.shipped().rules()) {
        producer
            .newMessage()
            .key(rule.id())
            .property(RuleDeserializer.VERSION, Integer.toString(rule.version()))
            .value(rule.text().getBytes(StandardCharsets.UTF_8))
            .send();
      }
    }
  }
}
