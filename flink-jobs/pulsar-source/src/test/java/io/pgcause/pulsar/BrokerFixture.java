package io.pgcause.pulsar;

import io.pgcause.broker.BrokerOptions;
import io.pgcause.broker.LocalBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;

/**
 * A broker and topics full of numbers: number n goes to partition n modulo the partitions, as eight
 * bytes, batched; {@link #END} closes a partition, so that a test knows when it has seen all.
 */
final class BrokerFixture implements AutoCloseable {

  static final long END = -1;

  private final LocalBroker broker;
  private final HttpClient http = HttpClient.newHttpClient();

  private BrokerFixture(LocalBroker broker) {
    this.broker = broker;
  }

  static BrokerFixture start(Path data) throws IOException, InterruptedException {
    return new BrokerFixture(LocalBroker.start(BrokerOptions.in(data)));
  }

  LocalBroker broker() {
    return broker;
  }

  PulsarSourceBuilder<Long> source(String topic) {
    return PulsarSource.of(
            (message, position, out) -> out.collect(ByteBuffer.wrap(message.getData()).getLong()),
            Types.LONG)
        .serviceUrl(broker.serviceUrl())
        .topic(topic)
        .subscription("test");
  }

  /** Publishes {@code from} to {@code to}, exclusive, and returns when the broker has all. */
  void publish(String topic, int partitions, long from, long to) throws IOException {
    try (PulsarClient client = client()) {
      for (int partition = 0; partition < partitions; partition++) {
        try (Producer<byte[]> producer =
            client.newProducer().topic(topic + "-partition-" + partition).create()) {
          List<CompletableFuture<MessageId>> sent = new ArrayList<>();
          for (long n = from; n < to; n++) {
            if (n % partitions == partition) {
              sent.add(producer.sendAsync(bytes(n)));
            }
          }
          producer.flush();
          sent.forEach(CompletableFuture::join);
        }
      }
    }
  }

  /** Publishes {@link #END} to every partition. */
  void publishEnds(String topic, int partitions) throws IOException {
    try (PulsarClient client = client()) {
      for (int partition = 0; partition < partitions; partition++) {
        try (Producer<byte[]> producer =
            client.newProducer().topic(topic + "-partition-" + partition).create()) {
          producer.send(bytes(END));
        }
      }
    }
  }

  PulsarClient client() throws IOException {
    return PulsarClient.builder().serviceUrl(broker.serviceUrl()).build();
  }

  /** The admin interface's answer about one partition, as JSON text. */
  String partitionStats(String topic, int partition) throws IOException, InterruptedException {
    URI uri =
        URI.create(
            "%s/admin/v2/persistent/public/default/%s-partition-%d/stats"
                .formatted(broker.adminUrl(), topic, partition));
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    broker.close();
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }
}
