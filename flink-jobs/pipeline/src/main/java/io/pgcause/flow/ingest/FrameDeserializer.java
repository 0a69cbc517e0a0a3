package io.pgcause.flow.ingest;

import io.pgcause.flow.event.RawFrame;
import io.pgcause.pulsar.PulsarDeserializer;
import io.pgcause.pulsar.PulsarPosition;
import io.pgcause.wire.frame.FrameException;
import io.pgcause.wire.frame.FrameMessage;
import io.pgcause.wire.frame.FrameSource;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.Collector;
import org.apache.pulsar.client.api.Message;

/** A message of the frames topic as it is, with its key and properties read. */
public final class FrameDeserializer implements PulsarDeserializer<RawFrame> {

  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(
      Message<byte[]> message, PulsarPosition position, Collector<RawFrame> out) {
    String key = message.hasKey() ? message.getKey() : "";
    try {
      FrameMessage frame = FrameMessage.of(key, message.getProperties());
      out.collect(
          new RawFrame(
              key,
              frame.agentId(),
              frame.source().epoch(),
              frame.sequence(),
              frame.receivedAtMicros(),
              position.toString(),
              "",
              bytes(message)));
    } catch (FrameException e) {
      long atMicros = TimeUnit.MILLISECONDS.toMicros(message.getPublishTime());
      out.collect(
          new RawFrame(
              isId(key) ? key : "",
              "",
              0,
              0,
              atMicros,
              position.toString(),
              e.getMessage(),
              bytes(message)));
    }
  }

  /** A message may have no value at all; it is refused like an empty one. */
  private static byte[] bytes(Message<byte[]> message) {
    byte[] data = message.getData();
    return data == null ? new byte[0] : data;
  }

  /** Whether the key may stand in the store: anybody's key may be of any length. */
  private static boolean isId(String key) {
    return !key.isEmpty()
        && key.indexOf('\0') < 0
        && key.getBytes(StandardCharsets.UTF_8).length <= FrameSource.MAX_ID_BYTES;
  }
}
