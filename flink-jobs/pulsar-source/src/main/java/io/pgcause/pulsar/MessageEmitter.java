package io.pgcause.pulsar;

import java.io.IOException;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.pulsar.client.api.Message;
import org.jspecify.annotations.Nullable;

/** Decodes a message, emits its records and moves the split behind it. Task thread only. */
final class MessageEmitter<T> implements RecordEmitter<Message<byte[]>, T, PartitionSplitState> {

  private final PulsarDeserializer<T> deserializer;
  private final Counter bytesIn;
  private final TimestampingCollector<T> out = new TimestampingCollector<>();

  MessageEmitter(PulsarDeserializer<T> deserializer, Counter bytesIn) {
    this.deserializer = deserializer;
    this.bytesIn = bytesIn;
  }

  @Override
  public void emitRecord(Message<byte[]> message, SourceOutput<T> output, PartitionSplitState state)
      throws IOException {
    PulsarPosition position = PulsarPosition.of(message);
    long eventTime = message.getEventTime();
    out.output = output;
    out.timestamp = eventTime > 0 ? eventTime : message.getPublishTime();
    try {
      deserializer.deserialize(message, position, out);
    } catch (IOException e) {
      throw new IOException(
          "cannot deserialize the message at %s; the job reads it again".formatted(position), e);
    }
    bytesIn.inc(message.size());
    state.advanceTo(message.getMessageId());
  }

  /** Gives all records of a message its time. */
  private static final class TimestampingCollector<T> implements Collector<T> {

    private @Nullable SourceOutput<T> output;
    private long timestamp;

    @Override
    public void collect(T record) {
      if (output == null) {
        throw new IllegalStateException("a record was emitted outside of deserialize()");
      }
      output.collect(record, timestamp);
    }

    @Override
    public void close() {
      // Nothing of its own.
    }
  }
}
