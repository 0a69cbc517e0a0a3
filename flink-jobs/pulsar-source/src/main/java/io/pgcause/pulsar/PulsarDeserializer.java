package io.pgcause.pulsar;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.util.Collector;
import org.apache.pulsar.client.api.Message;

/**
 * Turns one message into any number of records, inside the source: the message itself must not be
 * kept or emitted. Called by one thread per reader.
 */
public interface PulsarDeserializer<T> extends Serializable {

  /**
   * Emits the records of {@code message}, which get its event time, or its publish time when it has
   * none, in epoch milliseconds.
   *
   * @param position names the message in logs and dead letters
   * @throws IOException fails the job, which then reads the same message again; a message that can
   *     never be read belongs into {@code out} as a record that says so
   */
  void deserialize(Message<byte[]> message, PulsarPosition position, Collector<T> out)
      throws IOException;
}
