package io.pgcause.bridge;

import static io.pgcause.bridge.Frames.BILLING;
import static io.pgcause.bridge.Frames.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.frame.FrameMessage;
import io.pgcause.wire.frame.FrameSource;
import io.pgcause.wire.frame.RefusalReason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class AcknowledgementTest {

  private final RunningBridge running = new RunningBridge(BridgeOptions.builder());
  private final HeldPublisher publisher = running.publisher;

  @AfterEach
  void closeBridge() {
    running.close();
  }

  @Test
  void theBytesAreHandedOverAsTheyCame() throws Exception {
    byte[] frame = Frames.metrics(ORDERS, 3, 100_000);
    try (AgentSocket agent = running.welcomed(ORDERS)) {
      agent.send(frame);
      HeldPublisher.Held held = publisher.next();
      long now = ChronoUnit.MICROS.between(Instant.EPOCH, RunningBridge.NOW);
      assertThat(held.frame()).isEqualTo(frame);
      assertThat(held.message()).isEqualTo(new FrameMessage(ORDERS, "agent-1", 3, now));
      held.store();
      agent.receiveAck(ORDERS);
    }
  }

  @Test
  void anAckComesOnlyAfterTheReceipt() throws Exception {
    try (AgentSocket agent = running.welcomed(ORDERS)) {
      agent.send(Frames.metrics(ORDERS, 1));
      HeldPublisher.Held held = publisher.next();
      // The bridge has handled all that came before the PING when it answers that.
      agent.send(new ControlMessage.Ping(), 77);
      assertThat(agent.receive()).isEqualTo(new AgentSocket.Answer(77, new ControlMessage.Pong()));
      held.store();
      assertThat(agent.receiveAck(ORDERS)).isEqualTo(1);
    }
  }

  @Test
  void receiptsInAnotherOrderAreAcknowledgedInTheOrderSent() throws Exception {
    try (AgentSocket agent = running.welcomed(ORDERS)) {
      agent.send(Frames.metrics(ORDERS, 1), Frames.metrics(ORDERS, 2), Frames.metrics(ORDERS, 3));
      List<HeldPublisher.Held> held = take(3);
      held.get(2).store();
      held.get(1).store();
      agent.send(new ControlMessage.Ping(), 5);
      assertThat(agent.receive().message()).isEqualTo(new ControlMessage.Pong());
      held.get(0).store();
      assertThat(agent.receiveAck(ORDERS)).isEqualTo(3);
      assertThat(running.count("frames.acked")).isEqualTo(3);
    }
  }

  @Test
  void oneSourceDoesNotWaitForAnother() throws Exception {
    try (AgentSocket agent = running.welcomed(ORDERS, BILLING)) {
      agent.send(Frames.metrics(ORDERS, 1), Frames.metrics(BILLING, 1));
      List<HeldPublisher.Held> held = take(2);
      held.get(1).store();
      assertThat(agent.receiveAck(BILLING)).isEqualTo(1);
      held.get(0).store();
      assertThat(agent.receiveAck(ORDERS)).isEqualTo(1);
    }
  }

  @Test
  void aFailedFrameIsRefusedAndNothingBehindItIsAcknowledged() throws Exception {
    try (AgentSocket agent = running.welcomed(ORDERS)) {
      agent.send(Frames.metrics(ORDERS, 1), Frames.metrics(ORDERS, 2), Frames.metrics(ORDERS, 3));
      List<HeldPublisher.Held> held = take(3);
      held.get(2).store();
      held.get(1).fail();
      assertRejected(agent.receive(), ORDERS, 2, RefusalReason.BROKER_UNAVAILABLE);
      assertRejected(agent.receive(), ORDERS, 3, RefusalReason.BROKER_UNAVAILABLE);
      held.get(0).store();
      assertThat(agent.receiveAck(ORDERS)).isEqualTo(1);
      assertThat(running.rejected(RefusalReason.BROKER_UNAVAILABLE)).isEqualTo(2);
    }
  }

  @Test
  void anAgentGoesOnAtTheFrameThatFailed() throws Exception {
    try (AgentSocket agent = running.welcomed(ORDERS)) {
      agent.send(Frames.metrics(ORDERS, 1));
      publisher.next().fail();
      assertRejected(agent.receive(), ORDERS, 1, RefusalReason.BROKER_UNAVAILABLE);
      agent.send(Frames.metrics(ORDERS, 2));
      assertRejected(agent.receive(), ORDERS, 2, RefusalReason.BROKER_UNAVAILABLE);
      agent.send(Frames.metrics(ORDERS, 1), Frames.metrics(ORDERS, 2));
      take(2).forEach(HeldPublisher.Held::store);
      long acknowledged = agent.receiveAck(ORDERS);
      while (acknowledged < 2) {
        acknowledged = agent.receiveAck(ORDERS);
      }
      assertThat(publisher.isEmpty()).isTrue();
    }
  }

  @Test
  void anAgentThatLostAFrameGoesOnAfterAnotherHello() throws Exception {
    try (AgentSocket agent = running.welcomed(ORDERS)) {
      agent.send(Frames.metrics(ORDERS, 1));
      publisher.next().fail();
      assertRejected(agent.receive(), ORDERS, 1, RefusalReason.BROKER_UNAVAILABLE);
      agent.hello(ORDERS);
      agent.send(Frames.metrics(ORDERS, 5));
      publisher.next().store();
      assertThat(agent.receiveAck(ORDERS)).isEqualTo(5);
    }
  }

  @Test
  void aPublisherThatThrowsIsAFailedReceipt() throws Exception {
    FramePublisher broken =
        (message, frame) -> {
          throw new IllegalStateException("told to fail");
        };
    BridgeOptions options = BridgeOptions.builder().insecure(true).build();
    try (Bridge bridge = Bridge.start(options, broken, new SimpleMeterRegistry());
        AgentSocket agent = AgentSocket.welcomed(bridge.address(), ORDERS)) {
      agent.send(Frames.metrics(ORDERS, 1));
      assertRejected(agent.receive(), ORDERS, 1, RefusalReason.BROKER_UNAVAILABLE);
    }
  }

  @Test
  void receiptsAfterTheConnectionIsGoneFreeTheirBytes() throws Exception {
    try (AgentSocket agent = running.welcomed(ORDERS)) {
      agent.send(Frames.metrics(ORDERS, 1));
      HeldPublisher.Held held = publisher.next();
      assertThat(running.gauge("inflight.bytes")).isEqualTo(held.frame().length);
      agent.hangUp();
      await().until(() -> running.gauge("connections") == 0);
      held.store();
      assertThat(running.gauge("inflight.bytes")).isZero();
    }
  }

  @Test
  void everyFrameIsCounted() throws Exception {
    byte[] frame = Frames.metrics(ORDERS, 1);
    try (AgentSocket agent = running.welcomed(ORDERS)) {
      agent.send(frame);
      publisher.next().store();
      agent.receiveAck(ORDERS);
    }
    assertThat(running.count("frames.received")).isEqualTo(1);
    assertThat(running.count("bytes.received")).isEqualTo(frame.length);
    assertThat(running.count("frames.published")).isEqualTo(1);
    assertThat(running.timed("publish.latency")).isEqualTo(1);
    assertThat(running.count("connections.opened")).isEqualTo(1);
  }

  private List<HeldPublisher.Held> take(int frames) throws InterruptedException {
    List<HeldPublisher.Held> taken = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      taken.add(publisher.next());
    }
    return taken;
  }

  private static void assertRejected(
      AgentSocket.Answer answer, FrameSource source, long sequence, RefusalReason reason) {
    assertThat(answer.sequence()).isEqualTo(sequence);
    assertThat(answer.message()).isInstanceOf(ControlMessage.Reject.class);
    ControlMessage.Reject reject = (ControlMessage.Reject) answer.message();
    assertThat(reject.source()).isEqualTo(source);
    assertThat(reject.reason()).isEqualTo(reason);
  }
}
