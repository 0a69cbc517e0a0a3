package io.pgcause.bridge;

import static io.pgcause.bridge.Frames.BILLING;
import static io.pgcause.bridge.Frames.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pgcause.broker.BrokerOptions;
import io.pgcause.broker.LocalBroker;
import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.frame.FrameMessage;
import io.pgcause.wire.frame.FrameSource;
import io.pgcause.wire.frame.RefusalReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.Reader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(NoLeaks.class)
class PulsarFramePublisherIT {

  private static final int PARTITIONS = 3;

  @TempDir private static Path data;
  private static LocalBroker broker;
  private String topic = "";

  @BeforeAll
  static void startBroker() throws Exception {
    broker = LocalBroker.start(BrokerOptions.in(data));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void createTopic(TestInfo test) throws Exception {
    topic = test.getTestMethod().orElseThrow().getName();
    broker.createPartitionedTopic(topic, PARTITIONS);
  }

  @Test
  void framesArriveWithKeyPropertiesAndTheSameBytes() throws Exception {
    byte[] orders = Frames.metrics(ORDERS, 1, 300_000);
    byte[] billing = Frames.metrics(BILLING, 9);
    try (PulsarFramePublisher publisher = connect(Duration.ofSeconds(30));
        Bridge bridge = bridge(publisher);
        AgentSocket agent = AgentSocket.welcomed(bridge.address(), ORDERS, BILLING)) {
      agent.send(orders);
      assertThat(agent.receiveAck(ORDERS)).isEqualTo(1);
      agent.send(billing);
      assertThat(agent.receiveAck(BILLING)).isEqualTo(9);
    }
    List<Message<byte[]>> stored = readTopic();
    assertThat(stored).hasSize(2);
    long now = RunningBridge.NOW.getEpochSecond() * 1_000_000 + 123_456;
    assertThat(find(stored, ORDERS).getData()).isEqualTo(orders);
    assertThat(read(find(stored, ORDERS))).isEqualTo(new FrameMessage(ORDERS, "agent-1", 1, now));
    assertThat(find(stored, BILLING).getData()).isEqualTo(billing);
    assertThat(read(find(stored, BILLING))).isEqualTo(new FrameMessage(BILLING, "agent-1", 9, now));
  }

  @Test
  void theFramesOfAnInstanceAreInOnePartitionInOrder() throws Exception {
    int frames = 500;
    List<FrameSource> sources =
        LongStream.range(0, 10).mapToObj(i -> new FrameSource("instance-" + i, 1)).toList();
    try (PulsarFramePublisher publisher = connect(Duration.ofSeconds(30));
        Bridge bridge = bridge(publisher)) {
      List<CompletableFuture<Void>> agents =
          sources.stream().map(source -> sendAll(bridge, source, frames)).toList();
      agents.forEach(CompletableFuture::join);
    }
    List<Message<byte[]>> stored = readTopic();
    assertThat(stored.stream().map(Message::getTopicName).distinct()).hasSizeGreaterThan(1);
    for (FrameSource source : sources) {
      List<Message<byte[]>> own =
          stored.stream().filter(each -> each.getKey().equals(source.instanceId())).toList();
      assertThat(own.stream().map(Message::getTopicName).distinct()).hasSize(1);
      assertThat(sequences(own)).isEqualTo(LongStream.rangeClosed(1, frames).boxed().toList());
    }
  }

  @Test
  void everyAcknowledgedFrameSurvivesTheDeathOfTheBroker() throws Exception {
    int frames = 20_000;
    try (PulsarFramePublisher publisher = connect(Duration.ofSeconds(120));
        Bridge bridge = bridge(publisher);
        AgentSocket agent = AgentSocket.welcomed(bridge.address(), ORDERS)) {
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(
              () -> {
                for (int sequence = 1; sequence <= frames; sequence++) {
                  send(agent, Frames.metrics(ORDERS, sequence, 2_000));
                }
              });
      receiveUpTo(agent, ORDERS, frames / 10);
      broker.kill();
      assertThat(sending).isNotDone();
      broker.restart();
      receiveUpTo(agent, ORDERS, frames);
      sending.join();
    }
    assertThat(sequences(readTopic()))
        .containsAll(LongStream.rangeClosed(1, frames).boxed().toList());
  }

  @Test
  void aBrokerThatStaysAwayGivesTheFrameBackToItsAgent() throws Exception {
    try (PulsarFramePublisher publisher = connect(Duration.ofSeconds(1));
        Bridge bridge = bridge(publisher);
        AgentSocket agent = AgentSocket.welcomed(bridge.address(), ORDERS)) {
      agent.send(Frames.metrics(ORDERS, 1));
      assertThat(agent.receiveAck(ORDERS)).isEqualTo(1);
      broker.kill();
      agent.send(Frames.metrics(ORDERS, 2));
      ControlMessage.Reject reject = (ControlMessage.Reject) agent.receive().message();
      assertThat(reject.reason()).isEqualTo(RefusalReason.BROKER_UNAVAILABLE);
      broker.restart();
      sendUntilAcknowledged(agent, 2);
    }
    assertThat(sequences(readTopic())).contains(1L, 2L);
  }

  @Test
  void aBrokerThatIsNotThereIsSaidInOneLine() {
    PulsarOptions nobody = PulsarOptions.builder().serviceUrl("pulsar://127.0.0.1:1").build();
    assertThatThrownBy(() -> PulsarFramePublisher.connect(nobody))
        .isInstanceOf(BridgeStartException.class)
        .hasMessageStartingWith("cannot publish to topic frames.v1 at pulsar://127.0.0.1:1: ")
        .hasMessageEndingWith("is the broker up, and is that its address?")
        .message()
        .hasLineCount(1);
  }

  private PulsarFramePublisher connect(Duration sendTimeout) {
    return PulsarFramePublisher.connect(
        PulsarOptions.builder()
            .serviceUrl(broker.serviceUrl())
            .topic(topic)
            .sendTimeout(sendTimeout)
            .build());
  }

  private static Bridge bridge(FramePublisher publisher) {
    return Bridge.start(
        BridgeOptions.builder().insecure(true).build(),
        publisher,
        new SimpleMeterRegistry(),
        Clock.fixed(RunningBridge.NOW, ZoneOffset.UTC));
  }

  private static CompletableFuture<Void> sendAll(Bridge bridge, FrameSource source, int frames) {
    return CompletableFuture.runAsync(
        () -> {
          try (AgentSocket agent = AgentSocket.welcomed(bridge.address(), source)) {
            for (int sequence = 1; sequence <= frames; sequence++) {
              agent.send(Frames.metrics(source, sequence));
            }
            receiveUpTo(agent, source, frames);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  private static void receiveUpTo(AgentSocket agent, FrameSource source, long sequence)
      throws Exception {
    for (long acknowledged = 0; acknowledged < sequence; ) {
      acknowledged = agent.receiveAck(source);
    }
  }

  private static void sendUntilAcknowledged(AgentSocket agent, long sequence) throws Exception {
    ControlMessage answer;
    do {
      agent.send(Frames.metrics(ORDERS, sequence));
      answer = agent.receive().message();
    } while (answer instanceof ControlMessage.Reject);
    assertThat(answer).isEqualTo(new ControlMessage.Ack(ORDERS));
  }

  private List<Message<byte[]>> readTopic() throws IOException {
    try (PulsarClient client = PulsarClient.builder().serviceUrl(broker.serviceUrl()).build();
        Reader<byte[]> reader =
            client.newReader().topic(topic).startMessageId(MessageId.earliest).create()) {
      List<Message<byte[]>> all = new ArrayList<>();
      while (reader.hasMessageAvailable()) {
        Message<byte[]> next = reader.readNext(20, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        all.add(next);
      }
      return all;
    }
  }

  private static Message<byte[]> find(List<Message<byte[]>> stored, FrameSource source) {
    return stored.stream()
        .filter(each -> each.getKey().equals(source.instanceId()))
        .findFirst()
        .orElseThrow();
  }

  private static FrameMessage read(Message<byte[]> message) throws Exception {
    return FrameMessage.of(message.getKey(), message.getProperties());
  }

  private static List<Long> sequences(List<Message<byte[]>> stored) {
    return stored.stream().map(each -> Long.valueOf(each.getProperty("sequence"))).toList();
  }

  private static void send(AgentSocket agent, byte[] frame) {
    try {
      agent.send(frame);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
