package io.pgcause.bridge;

import static io.pgcause.bridge.Frames.BILLING;
import static io.pgcause.bridge.Frames.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.frame.FrameSource;
import io.pgcause.wire.frame.RefusalReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(NoLeaks.class)
class AgentSessionTest {

  private final RunningBridge running =
      new RunningBridge(BridgeOptions.builder().maxPayloadBytes(5_000).window(16));

  @AfterEach
  void closeBridge() {
    running.close();
  }

  @Test
  void helloIsWelcomedWithTheLimits() throws Exception {
    try (AgentSocket agent = running.connect()) {
      assertThat(agent.hello(ORDERS)).isEqualTo(new ControlMessage.Welcome(5_000, 16));
    }
  }

  @Test
  void pingIsAnsweredWithItsNumber() throws Exception {
    try (AgentSocket agent = running.welcomed()) {
      agent.send(new ControlMessage.Ping(), 41);
      assertThat(agent.receive()).isEqualTo(new AgentSocket.Answer(41, new ControlMessage.Pong()));
    }
  }

  @Test
  void metricsBeforeHelloAreRefusedAndEndTheConnection() throws Exception {
    try (AgentSocket agent = running.connect()) {
      agent.send(Frames.metrics(ORDERS, 1));
      assertThat(rejection(agent)).isEqualTo(RefusalReason.UNEXPECTED);
      assertThat(agent.receiveBye()).startsWith("unexpected");
      assertThat(agent.isEnded()).isTrue();
      assertThat(running.rejected(RefusalReason.UNEXPECTED)).isEqualTo(1);
    }
  }

  @Test
  void pingBeforeHelloEndsTheConnection() throws Exception {
    try (AgentSocket agent = running.connect()) {
      agent.send(new ControlMessage.Ping(), 1);
      assertThat(agent.receiveBye()).isEqualTo("unexpected: PING before HELLO");
      assertThat(agent.isEnded()).isTrue();
    }
  }

  @Test
  void aForeignInstanceIsRefusedAndTheOthersGoOn() throws Exception {
    try (AgentSocket agent = running.welcomed(ORDERS)) {
      agent.send(Frames.metrics(BILLING, 1), Frames.metrics(ORDERS, 1));
      assertThat(rejection(agent)).isEqualTo(RefusalReason.NOT_AUTHORISED);
      running.publisher.next().store();
      assertThat(agent.receiveAck(ORDERS)).isEqualTo(1);
      assertThat(running.rejected(RefusalReason.NOT_AUTHORISED)).isEqualTo(1);
    }
  }

  @Test
  void anotherEpochOfAKnownInstanceIsForeign() throws Exception {
    try (AgentSocket agent = running.welcomed(ORDERS)) {
      agent.send(Frames.metrics(new FrameSource(ORDERS.instanceId(), 99), 1));
      assertThat(rejection(agent)).isEqualTo(RefusalReason.NOT_AUTHORISED);
    }
  }

  @Test
  void aLaterHelloReplacesTheSources() throws Exception {
    try (AgentSocket agent = running.welcomed(ORDERS)) {
      agent.hello(BILLING);
      agent.send(Frames.metrics(ORDERS, 1), Frames.metrics(BILLING, 1));
      assertThat(rejection(agent)).isEqualTo(RefusalReason.NOT_AUTHORISED);
      running.publisher.next().store();
      assertThat(agent.receiveAck(BILLING)).isEqualTo(1);
    }
  }

  @Test
  void aLaterHelloMustBeOfTheSameAgent() throws Exception {
    try (AgentSocket agent = running.welcomed(ORDERS)) {
      agent.send(new ControlMessage.Hello("agent-2", "0.1.0", List.of()), 2);
      assertThat(agent.receiveBye()).isEqualTo("unexpected: HELLO of another agent");
    }
  }

  enum Wrong {
    TEXT(
        RefusalReason.BAD_MAGIC,
        "GET / HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
    OLD_VERSION(RefusalReason.BAD_VERSION, Frames.with(Frames.metrics(ORDERS, 1), 4, 4, 1)),
    OVERSIZE_HEADER_ALONE(
        RefusalReason.TOO_LARGE,
        Arrays.copyOf(Frames.with(Frames.metrics(ORDERS, 1), 12, 4, 0xFFFFFFFFL), 32)),
    DAMAGED(RefusalReason.BAD_CHECKSUM, Frames.damaged(Frames.metrics(ORDERS, 1))),
    ANSWER_OF_A_BRIDGE(RefusalReason.UNEXPECTED, new ControlMessage.Pong().toFrame(1)),
    SETTINGS(
        RefusalReason.UNEXPECTED,
        Frames.with(Frames.with(Frames.metrics(ORDERS, 1), 24, 4, 58), 6, 2, 8)),
    NO_SEQUENCE(RefusalReason.MALFORMED, Frames.metrics(ORDERS, 0));

    private final RefusalReason reason;
    private final byte[] bytes;

    Wrong(RefusalReason reason, byte[] bytes) {
      this.reason = reason;
      this.bytes = bytes;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoFrameIsToldSoAndEndsTheConnection(Wrong wrong) throws Exception {
    try (AgentSocket agent = running.welcomed(ORDERS)) {
      agent.send(wrong.bytes, Frames.metrics(ORDERS, 2));
      assertThat(agent.receiveBye()).startsWith(wrong.reason.label() + ": ");
      assertThat(agent.isEnded()).isTrue();
      assertThat(running.rejected(wrong.reason)).isEqualTo(1);
      assertThat(running.publisher.isEmpty()).isTrue();
    }
  }

  @Test
  void whatCameBeforeTheGarbageIsStillAcknowledged() throws Exception {
    try (AgentSocket agent = running.welcomed(ORDERS)) {
      agent.send(Frames.metrics(ORDERS, 1), new byte[64]);
      running.publisher.next().store();
      assertThat(agent.receiveAck(ORDERS)).isEqualTo(1);
      assertThat(agent.receiveBye()).startsWith("bad-magic");
    }
  }

  @Test
  void byeIsFollowedByTheAcknowledgementsAndTheEnd() throws Exception {
    try (AgentSocket agent = running.welcomed(ORDERS)) {
      agent.send(Frames.metrics(ORDERS, 1));
      agent.send(new ControlMessage.Bye("done"), 2);
      running.publisher.next().store();
      assertThat(agent.receiveAck(ORDERS)).isEqualTo(1);
      assertThat(agent.isEnded()).isTrue();
    }
  }

  @Test
  void aSilentConnectionIsEnded() throws Exception {
    BridgeOptions.Builder options = BridgeOptions.builder().idleTimeout(Duration.ofMillis(200));
    try (RunningBridge impatient = new RunningBridge(options);
        AgentSocket agent = impatient.welcomed(ORDERS)) {
      assertThat(agent.receiveBye()).startsWith("idle");
      assertThat(agent.isEnded()).isTrue();
      assertThat(impatient.count("connections.idle")).isEqualTo(1);
    }
  }

  @Test
  void anAgentThatWaitsForItsAckIsNotIdle() throws Exception {
    BridgeOptions.Builder options = BridgeOptions.builder().idleTimeout(Duration.ofMillis(100));
    try (RunningBridge impatient = new RunningBridge(options);
        AgentSocket waiting = impatient.welcomed(ORDERS)) {
      waiting.send(Frames.metrics(ORDERS, 1));
      HeldPublisher.Held held = impatient.publisher.next();
      for (int ended = 0; ended < 3; ended++) {
        try (AgentSocket silent = impatient.welcomed(BILLING)) {
          assertThat(silent.receiveBye()).startsWith("idle");
        }
      }
      held.store();
      assertThat(waiting.receiveAck(ORDERS)).isEqualTo(1);
    }
  }

  @Test
  void aFrameThatDoesNotComeWholeEndsTheConnection() throws Exception {
    BridgeOptions.Builder options = BridgeOptions.builder().frameTimeout(Duration.ofMillis(100));
    try (RunningBridge impatient = new RunningBridge(options);
        AgentSocket agent = impatient.welcomed(ORDERS)) {
      agent.send(Arrays.copyOf(Frames.metrics(ORDERS, 1), 33));
      assertThat(agent.receiveBye()).startsWith("truncated");
      assertThat(agent.isEnded()).isTrue();
      assertThat(impatient.rejected(RefusalReason.TRUNCATED)).isEqualTo(1);
    }
  }

  @Test
  void oneConnectionTooManyIsTurnedAway() throws Exception {
    try (RunningBridge small = new RunningBridge(BridgeOptions.builder().maxConnections(1));
        AgentSocket first = small.welcomed(ORDERS);
        AgentSocket second = small.connect()) {
      assertThat(second.receiveBye()).isEqualTo("this bridge has connections enough");
      assertThat(second.isEnded()).isTrue();
      assertThat(small.count("connections.refused")).isEqualTo(1);
      first.send(new ControlMessage.Ping(), 1);
      assertThat(first.receive().message()).isEqualTo(new ControlMessage.Pong());
    }
  }

  private static RefusalReason rejection(AgentSocket agent) throws Exception {
    return ((ControlMessage.Reject) agent.receive().message()).reason();
  }
}
