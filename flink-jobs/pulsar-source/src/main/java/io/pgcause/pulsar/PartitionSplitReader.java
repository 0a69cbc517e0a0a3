package io.pgcause.pulsar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what the consumers of all splits of one reader received. Fetcher thread only, but for
 * {@link #wakeUp()}.
 */
final class PartitionSplitReader implements SplitReader<Message<byte[]>, PartitionSplit> {

  private static final int INBOX_MESSAGES = 1_000;
  private static final long INBOX_BYTES = 16L << 20;

  private final PulsarReadOptions options;
  private final OpenPartitions open;
  private final Inbox<Message<byte[]>> inbox = new Inbox<>(INBOX_MESSAGES, INBOX_BYTES);
  private final ScheduledExecutorService retries =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pulsar-subscribe-retry");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable PulsarClient client;

  PartitionSplitReader(PulsarReadOptions options, OpenPartitions open) {
    this.options = options;
    this.open = open;
  }

  @Override
  public RecordsWithSplitIds<Message<byte[]>> fetch() throws IOException {
    RecordsBySplits.Builder<Message<byte[]>> batch = new RecordsBySplits.Builder<>();
    try {
      for (Inbox.Entry<Message<byte[]>> entry : inbox.take()) {
        if (entry.message() == null) {
          batch.addFinishedSplit(entry.partition());
        } else {
          batch.add(entry.partition(), entry.message());
        }
      }
    } catch (InterruptedException e) {
      // Flink stops this thread; it looks at its own flag after an empty batch.
      Thread.currentThread().interrupt();
    }
    return batch.build();
  }

  @Override
  public void handleSplitsChanges(SplitsChange<PartitionSplit> change) {
    if (!(change instanceof SplitsAddition)) {
      throw new UnsupportedOperationException("splits can only be added, found " + change);
    }
    for (PartitionSplit split : change.splits()) {
      if (split.after() != null && split.endsAt(split.after())) {
        inbox.end(split.partition());
        continue;
      }
      PartitionConsumer consumer = new PartitionConsumer(options, split, inbox);
      open.add(split.partition(), consumer);
      consumer.open(client(), retries);
    }
  }

  @Override
  public void pauseOrResumeSplits(
      Collection<PartitionSplit> toPause, Collection<PartitionSplit> toResume) {
    toPause.forEach(split -> open.get(split.partition()).pause());
    toResume.forEach(split -> open.get(split.partition()).resume());
  }

  @Override
  public void wakeUp() {
    inbox.wakeUp();
  }

  @Override
  public void close() throws PulsarClientException {
    inbox.close();
    retries.shutdownNow();
    open.clear();
    if (client != null) {
      options.connection().close(client);
    }
  }

  private PulsarClient client() {
    PulsarClient present = client;
    if (present == null) {
      try {
        present = options.connection().connect();
      } catch (PulsarClientException e) {
        throw new UncheckedIOException(
            "cannot make a client of " + options.connection().serviceUrl(), e);
      }
      client = present;
    }
    return present;
  }
}
