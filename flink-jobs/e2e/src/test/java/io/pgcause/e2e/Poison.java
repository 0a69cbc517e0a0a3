package io.pgcause.e2e;

import io.pgcause.e2e.FrameFleet.Sent;
import io.pgcause.e2e.Store.LetterRow;
import io.pgcause.wire.frame.Compression;
import io.pgcause.wire.frame.FrameHeader;
import io.pgcause.wire.frame.FrameMessage;
import io.pgcause.wire.frame.FrameSource;
import io.pgcause.wire.frame.FrameWriter;
import io.pgcause.wire.frame.MetricsFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.TypedMessageBuilder;

/**
 * Messages no bridge would publish, put on the topic by whoever may write there. Each speaks for a
 * real instance, but for an epoch of its own: it cannot pass for a frame of the agent.
 */
final class Poison {

  private static final int CHECKSUM_OFFSET = 28;

  private final Producer<byte[]> producer;
  private final SplittableRandom random;
  private final long epoch;
  private final List<LetterRow> letters = new ArrayList<>();
  private long sequence;

  private Poison(Producer<byte[]> producer, long seed) {
    this.producer = producer;
    random = new SplittableRandom(seed);
    epoch = -seed;
  }

  /**
   * Publishes every kind under the id of each of {@code victims}.
   *
   * @param seed positive; another one for another call, since it also makes the epoch
   * @return the dead letters that must come of it
   */
  static List<LetterRow> publish(String pulsarUrl, List<Sent> victims, long seed)
      throws IOException {
    try (PulsarClient client = PulsarClient.builder().serviceUrl(pulsarUrl).build();
        Producer<byte[]> producer = client.newProducer().topic(FrameMessage.TOPIC).create()) {
      Poison poison = new Poison(producer, seed);
      for (Sent victim : victims) {
        poison.publish(victim.frame());
      }
      return poison.letters;
    }
  }

  private void publish(MetricsFrame frame) throws IOException {
    String id = frame.source().instanceId();
    send(id, properties(id), garbage(), "bad-magic");
    send(id, properties(id), new byte[0], "truncated");
    send(id, Map.of(), write(frame), "malformed");
    send(id, Map.of("agent", "x", "epoch", "one"), write(frame), "malformed");
    send(id, properties(id), write(frame), "malformed"); // of another epoch than its properties say
    send(id, properties(id), malformedBody(frame), "malformed");
    send(id, properties(id), changed(frame), "bad-checksum");
  }

  private void send(String id, Map<String, String> properties, byte[] bytes, String reason)
      throws IOException {
    TypedMessageBuilder<byte[]> message = producer.newMessage().key(id).properties(properties);
    message.value(bytes).send();
    letters.add(new LetterRow(id, reason));
  }

  private Map<String, String> properties(String id) {
    sequence++;
    return new FrameMessage(new FrameSource(id, epoch), "agent-poison", sequence, 1).properties();
  }

  private byte[] garbage() {
    byte[] bytes = new byte[200];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static byte[] changed(MetricsFrame frame) {
    byte[] bytes = write(frame);
    bytes[bytes.length - 1] ^= 1;
    return bytes;
  }

  /** Header, envelope and checksum are right, and the body is nothing a writer makes. */
  private static byte[] malformedBody(MetricsFrame frame) {
    byte[] bytes = write(frame);
    int envelope =
        1 + frame.source().instanceId().getBytes(StandardCharsets.UTF_8).length + Long.BYTES;
    Arrays.fill(bytes, FrameHeader.SIZE + envelope, bytes.length, (byte) 0xff);
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, CHECKSUM_OFFSET);
    crc.update(new byte[Integer.BYTES]);
    crc.update(bytes, FrameHeader.SIZE, bytes.length - FrameHeader.SIZE);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(CHECKSUM_OFFSET, (int) crc.getValue());
    return bytes;
  }

  private static byte[] write(MetricsFrame frame) {
    try (FrameWriter writer = new FrameWriter()) {
      return writer.write(frame, Compression.NONE);
    }
  }
}
