package io.pgcause.bridge;

import io.pgcause.wire.frame.FrameMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.CompressionType;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.SizeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores frames in a topic of Pulsar. The instance id is the key, so all frames of an instance are
 * in one partition, in order. While the broker is away the client keeps what it was given and sends
 * it again, up to the send timeout. Thread-safe.
 */
public final class PulsarFramePublisher implements FramePublisher, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PulsarFramePublisher.class);
  private static final int CONNECT_SECONDS = 10;
  private static final long BATCH_DELAY_MILLIS = 1;

  private final PulsarClient client;
  private final Producer<byte[]> producer;

  private PulsarFramePublisher(PulsarClient client, Producer<byte[]> producer) {
    this.client = client;
    this.producer = producer;
  }

  /**
   * Connects, and returns when frames can be published.
   *
   * @throws BridgeStartException when the broker does not answer within ten seconds, or refuses
   */
  public static PulsarFramePublisher connect(PulsarOptions options) {
    PulsarClient client = null;
    try {
      // No memory limit: the bridge bounds the bytes in flight before they come here, and a
      // second bound would refuse what the first has admitted.
      client =
          PulsarClient.builder()
              .serviceUrl(options.serviceUrl())
              .memoryLimit(0, SizeUnit.BYTES)
              .operationTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
              .build();
      return new PulsarFramePublisher(client, produce(client, options));
    } catch (PulsarClientException e) {
      BridgeStartException failure =
          new BridgeStartException(
              "cannot publish to topic "
                  + options.topic()
                  + " at "
                  + options.serviceUrl()
                  + ": "
                  + e.getMessage()
                  + "; is the broker up, and is that its address?",
              e);
      if (client != null) {
        shutDown(client, failure);
      }
      throw failure;
    }
  }

  @Override
  public CompletableFuture<Void> publish(FrameMessage message, byte[] frame) {
    return producer
        .newMessage()
        .key(message.source().instanceId())
        .properties(message.properties())
        .value(frame)
        .sendAsync()
        .thenAccept(id -> {});
  }

  /** Sends what it still has, waits for the receipts and disconnects. */
  @Override
  public void close() {
    try {
      producer.close();
      client.close();
    } catch (PulsarClientException e) {
      LOG.warn("publisher did not close in order topic={}", producer.getTopic(), e);
    }
  }

  private static Producer<byte[]> produce(PulsarClient client, PulsarOptions options)
      throws PulsarClientException {
    // The default batcher: one batch per key would make batches of one. A key still has one
    // partition, by its hash.
    return client
        .newProducer()
        .topic(options.topic())
        .compressionType(CompressionType.NONE)
        .enableBatching(true)
        .batchingMaxPublishDelay(BATCH_DELAY_MILLIS, TimeUnit.MILLISECONDS)
        .blockIfQueueFull(false)
        .maxPendingMessages(options.maxPending())
        .sendTimeout((int) options.sendTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .create();
  }

  private static void shutDown(PulsarClient client, BridgeStartException because) {
    try {
      client.shutdown();
    } catch (PulsarClientException e) {
      because.addSuppressed(e);
    }
  }
}
