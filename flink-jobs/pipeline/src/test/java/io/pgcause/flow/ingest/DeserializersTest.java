package io.pgcause.flow.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.flow.event.RawFrame;
import io.pgcause.flow.event.RuleUpdate;
import io.pgcause.pulsar.PulsarPosition;
import io.pgcause.wire.frame.FrameMessage;
import io.pgcause.wire.frame.FrameSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.impl.MessageImpl;
import org.apache.pulsar.common.api.proto.MessageMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Messages as they lie on the topics become records, whoever wrote them. */
class DeserializersTest {

  private static final PulsarPosition POSITION =
      new PulsarPosition("persistent://public/default/frames.v1-partition-3", 12, 881, 4);
  private static final Map<String, String> PROPERTIES =
      new FrameMessage(new FrameSource("db-1", 7), "agent-1", 42, 99).properties();
  private static final byte[] BYTES = {1, 2, 3};

  @Test
  void aMessageOfTheBridgeIsTakenAsItIs() {
    RawFrame frame = frame(message("db-1", PROPERTIES, BYTES));
    assertThat(frame)
        .usingRecursiveComparison()
        .isEqualTo(
            new RawFrame(
                "db-1", "agent-1", 7, 42, 99, "frames.v1-partition-3 @ 12:881:4", "", BYTES));
  }

  @Test
  void aMessageWithoutPropertiesKeepsItsKeyAndBytesAndSaysWhy() {
    RawFrame frame = frame(message("db-1", Map.of(), BYTES));
    assertThat(frame.refusal()).contains("epoch");
    assertThat(frame.instanceId()).isEqualTo("db-1");
    assertThat(frame.bytes()).isEqualTo(BYTES);
  }

  @Test
  void aKeyThatIsNoInstanceDoesNotReachTheStore() {
    assertThat(frame(message(null, PROPERTIES, BYTES)).instanceId()).isEmpty();
    RawFrame zero = frame(message("db\0", PROPERTIES, BYTES));
    assertThat(zero.refusal()).isNotEmpty();
    assertThat(zero.instanceId()).isEmpty();
    RawFrame endless = frame(message("d".repeat(129), PROPERTIES, BYTES));
    assertThat(endless.refusal()).isNotEmpty();
    assertThat(endless.instanceId()).isEmpty();
  }

  @Test
  void aMessageWithoutAValueIsAnEmptyFrame() {
    assertThat(frame(message("db-1", PROPERTIES, null)).bytes()).isEmpty();
    assertThat(frame(message("db-1", Map.of(), null)).bytes()).isEmpty();
  }

  @Test
  void aRuleIsItsKeyVersionAndText() {
    byte[] text = "rule: LOCK-01".getBytes(StandardCharsets.UTF_8);
    assertThat(rules(message("LOCK-01", Map.of("version", "3"), text)))
        .containsExactly(new RuleUpdate("LOCK-01", 3, "rule: LOCK-01"));
  }

  @Test
  void aRuleWithoutAValueIsWithdrawn() {
    assertThat(rules(message("LOCK-01", Map.of("version", "4"), null)))
        .containsExactly(new RuleUpdate("LOCK-01", 4, ""))
        .allMatch(RuleUpdate::isWithdrawal);
  }

  @Test
  void aRuleWithoutKeyOrVersionIsRefused() {
    assertThat(rules(message(null, Map.of("version", "1"), BYTES))).isEmpty();
    assertThat(rules(message("LOCK-01", Map.of(), BYTES))).isEmpty();
    assertThat(rules(message("LOCK-01", Map.of("version", "1e3"), BYTES))).isEmpty();
  }

  private static RawFrame frame(Message<byte[]> message) {
    List<RawFrame> frames = new ArrayList<>();
    new FrameDeserializer().deserialize(message, POSITION, new ListCollector<>(frames));
    assertThat(frames).hasSize(1);
    return frames.get(0);
  }

  private static List<RuleUpdate> rules(Message<byte[]> message) {
    List<RuleUpdate> rules = new ArrayList<>();
    new RuleDeserializer().deserialize(message, POSITION, new ListCollector<>(rules));
    return rules;
  }

  private static Message<byte[]> message(
      @Nullable String key, Map<String, String> properties, byte @Nullable [] value) {
    MessageMetadata metadata = new MessageMetadata();
    metadata.setPublishTime(1_000);
    metadata.setNullValue(value == null);
    if (key != null) {
      metadata.setPartitionKey(key);
    }
    properties.forEach((name, each) -> metadata.addProperty().setKey(name).setValue(each));
    ByteBuffer data = ByteBuffer.wrap(value == null ? new byte[0] : value);
    return MessageImpl.create(metadata, data, Schema.BYTES, "frames.v1");
  }
}
