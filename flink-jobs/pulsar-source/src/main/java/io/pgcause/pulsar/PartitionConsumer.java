package io.pgcause.pulsar;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException.ConsumerBusyException;
import org.apache.pulsar.client.api.SubscriptionMode;
import org.apache.pulsar.client.api.SubscriptionType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exclusive consumer of one partition. It opens without blocking: paused, seek, resume, so that
 * no message from the subscription's own position slips in before the split's. Each message goes to
 * the inbox once and in order, whatever the broker sends again after a lost connection: it then
 * starts over behind the last acknowledgement, which lags by a checkpoint or two.
 */
final class PartitionConsumer {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionConsumer.class);

  /** A broker learns only from missed keep-alives that the machine of another reader is gone. */
  private static final Duration BUSY_LIMIT = Duration.ofSeconds(90);

  private static final long BUSY_RETRY_MILLIS = 500;
  private static final String BOUNDED_SUFFIX = "-bounded";

  private final PulsarReadOptions options;
  private final PartitionSplit split;
  private final Inbox<Message<byte[]>> inbox;
  private final long createdNanos = System.nanoTime();
  private volatile @Nullable Consumer<byte[]> consumer;
  private boolean paused;

  /** Listener thread only: the last message that went to the inbox, and whether it ended there. */
  private @Nullable MessageId last;

  private boolean ended;

  PartitionConsumer(PulsarReadOptions options, PartitionSplit split, Inbox<Message<byte[]>> inbox) {
    this.options = options;
    this.split = split;
    this.inbox = inbox;
    this.last = split.after();
  }

  /** Returns at once; a partition that cannot be opened fails the inbox. */
  void open(PulsarClient client, ScheduledExecutorService retries) {
    subscribe(client)
        .thenCompose(this::seek)
        .thenAccept(this::begin)
        .exceptionally(
            failure -> {
              openFailed(failure, client, retries);
              return null;
            });
  }

  /** Stops the flow of new messages; what the client holds already still comes. */
  synchronized void pause() {
    paused = true;
    Consumer<byte[]> open = consumer;
    if (open != null) {
      open.pause();
    }
  }

  synchronized void resume() {
    paused = false;
    Consumer<byte[]> open = consumer;
    if (open != null) {
      open.resume();
    }
  }

  /** Tells the broker that all up to {@code message} is safe. Returns at once; any thread. */
  void acknowledge(MessageId message) {
    Consumer<byte[]> open = consumer;
    if (open == null) {
      return;
    }
    open.acknowledgeCumulativeAsync(message)
        .exceptionally(
            failure -> {
              LOG.warn(
                  "acknowledgement failed, the next checkpoint repeats it partition={} message={}",
                  split.partition(),
                  message,
                  failure);
              return null;
            });
  }

  private CompletableFuture<Consumer<byte[]>> subscribe(PulsarClient client) {
    return client
        .newConsumer()
        .topic(split.partition())
        .subscriptionName(subscription())
        .subscriptionType(SubscriptionType.Exclusive)
        .subscriptionMode(
            split.isBounded() ? SubscriptionMode.NonDurable : SubscriptionMode.Durable)
        .subscriptionInitialPosition(split.start().initialPosition())
        .receiverQueueSize(options.receiverQueueSize())
        .startPaused(true)
        .messageListener(this::received)
        .subscribeAsync();
  }

  /** A bounded read must not meet the continuous one whose subscription the broker remembers. */
  private String subscription() {
    return split.isBounded() ? options.subscription() + BOUNDED_SUFFIX : options.subscription();
  }

  private CompletableFuture<Consumer<byte[]>> seek(Consumer<byte[]> open) {
    MessageId after = split.after();
    if (after != null) {
      return open.seekAsync(after).thenApply(done -> open);
    }
    if (split.isBounded()) {
      return open.seekAsync(MessageId.earliest).thenApply(done -> open);
    }
    return CompletableFuture.completedFuture(open);
  }

  private synchronized void begin(Consumer<byte[]> open) {
    consumer = open;
    if (!paused) {
      open.resume();
    }
    LOG.info(
        "partition opened partition={} after={} until={}",
        split.partition(),
        split.after(),
        split.until());
  }

  private void openFailed(
      Throwable failure, PulsarClient client, ScheduledExecutorService retries) {
    Throwable reason = failure instanceof CompletionException ? failure.getCause() : failure;
    boolean inTime = System.nanoTime() - createdNanos < BUSY_LIMIT.toNanos();
    if (reason instanceof ConsumerBusyException && inTime) {
      try {
        retries.schedule(() -> open(client, retries), BUSY_RETRY_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (RejectedExecutionException closing) {
        reason.addSuppressed(closing);
      }
    }
    inbox.fail(
        new IllegalStateException(
            "cannot open %s for subscription %s".formatted(split.partition(), subscription()),
            reason));
  }

  private void received(Consumer<byte[]> open, Message<byte[]> message) {
    MessageId id = message.getMessageId();
    if (ended || (last != null && MessageOrder.IN_PARTITION.compare(id, last) <= 0)) {
      return;
    }
    last = id;
    if (!isBehindEnd(id)) {
      try {
        inbox.put(split.partition(), message, message.size());
      } catch (InterruptedException e) {
        // The client is shutting down its threads; the position has not moved.
        Thread.currentThread().interrupt();
        return;
      }
    }
    if (split.endsAt(id)) {
      ended = true;
      open.pause();
      inbox.end(split.partition());
    }
  }

  /** The end itself may have been deleted at the broker since it was chosen. */
  private boolean isBehindEnd(MessageId id) {
    MessageId until = split.until();
    return until != null && MessageOrder.IN_PARTITION.compare(id, until) > 0;
  }
}
