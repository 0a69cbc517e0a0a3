package io.pgcause.bridge;

import static io.pgcause.bridge.Frames.BILLING;
import static io.pgcause.bridge.Frames.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.frame.FrameSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class BackPressureTest {

  private static final int FRAMES = 2_000;
  private static final int BODY = 8_000;

  @Test
  void anAgentThatIgnoresTheWindowIsNotReadAndLosesNothing() throws Exception {
    try (RunningBridge running = new RunningBridge(BridgeOptions.builder().window(4));
        AgentSocket agent = running.welcomed(ORDERS)) {
      CompletableFuture<Void> flood = flood(agent, ORDERS);
      await().until(() -> running.held("window") == 1);
      assertThat(flood).isNotDone();
      for (int sequence = 1; sequence <= FRAMES; sequence++) {
        HeldPublisher.Held next = running.publisher.next();
        assertThat(next.message().sequence()).isEqualTo(sequence);
        next.store();
      }
      for (long acknowledged = 0; acknowledged < FRAMES; ) {
        acknowledged = agent.receiveAck(ORDERS);
      }
      flood.join();
      assertThat(running.publisher.mostFrames()).isEqualTo(4);
    }
  }

  @Test
  void allConnectionsTogetherStayWithinTheBytes() throws Exception {
    BridgeOptions.Builder options =
        BridgeOptions.builder().window(1_000).maxPayloadBytes(10_000).maxInFlightBytes(50_000);
    try (RunningBridge running = new RunningBridge(options);
        AgentSocket first = running.welcomed(ORDERS);
        AgentSocket second = running.welcomed(BILLING)) {
      CompletableFuture<Void> flood =
          CompletableFuture.allOf(flood(first, ORDERS), flood(second, BILLING));
      CompletableFuture<Void> acks =
          CompletableFuture.allOf(awaitAcks(first, ORDERS), awaitAcks(second, BILLING));
      await().until(() -> running.held("bytes") == 2);
      assertThat(flood).isNotDone();
      for (int frame = 0; frame < 2 * FRAMES; frame++) {
        running.publisher.next().store();
      }
      acks.join();
      flood.join();
      // The limit, and the frame that passes it on each of the two event loops.
      assertThat(running.publisher.mostBytes()).isLessThanOrEqualTo(50_000 + 2 * 8_100);
      assertThat(running.gauge("inflight.bytes")).isZero();
    }
  }

  @Test
  void anAgentThatDoesNotReadItsAnswersIsNotReadEither() throws Exception {
    try (RunningBridge running = new RunningBridge(BridgeOptions.builder());
        AgentSocket agent = running.welcomed(ORDERS)) {
      CompletableFuture<Void> pings =
          CompletableFuture.runAsync(
              () -> {
                for (int ping = 0; ping < 1_000_000 && running.held("output") == 0; ping++) {
                  send(agent, new ControlMessage.Ping().toFrame(ping));
                }
              });
      await().until(() -> running.held("output") > 0);
      assertThat(agent.receive()).isEqualTo(new AgentSocket.Answer(0, new ControlMessage.Pong()));
      agent.hangUp();
      pings.handle((done, failure) -> true).join();
    }
  }

  private static CompletableFuture<Void> flood(AgentSocket agent, FrameSource source) {
    return CompletableFuture.runAsync(
        () -> {
          for (int sequence = 1; sequence <= FRAMES; sequence++) {
            send(agent, Frames.metrics(source, sequence, BODY));
          }
        },
        BackPressureTest::startThread);
  }

  private static CompletableFuture<Void> awaitAcks(AgentSocket agent, FrameSource source) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            for (long acknowledged = 0; acknowledged < FRAMES; ) {
              acknowledged = agent.receiveAck(source);
            }
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        },
        BackPressureTest::startThread);
  }

  private static void startThread(Runnable task) {
    Thread thread = new Thread(task, "agent");
    thread.setDaemon(true);
    thread.start();
  }

  private static void send(AgentSocket agent, byte[] frame) {
    try {
      agent.send(frame);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
