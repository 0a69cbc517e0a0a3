package io.pgcause.bridge;

import static io.pgcause.bridge.Frames.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoLeaks.class)
class BridgeTest {

  @Test
  void closingAnswersWhatIsUnderWayAndSaysBye() throws Exception {
    RunningBridge running = new RunningBridge(BridgeOptions.builder());
    try (AgentSocket agent = running.welcomed(ORDERS)) {
      agent.send(Frames.metrics(ORDERS, 1));
      HeldPublisher.Held held = running.publisher.next();
      CompletableFuture<Void> closing = CompletableFuture.runAsync(running::close);
      await().until(() -> running.held("ending") == 1);
      assertThatThrownBy(running::connect).isInstanceOf(ConnectException.class);
      assertThat(closing).isNotDone();
      held.store();
      assertThat(agent.receiveAck(ORDERS)).isEqualTo(1);
      assertThat(agent.receiveBye()).contains("going down");
      assertThat(agent.isEnded()).isTrue();
      agent.hangUp();
      closing.join();
    }
  }

  @Test
  void closingDoesNotWaitForeverForTheBroker() throws Exception {
    RunningBridge running =
        new RunningBridge(BridgeOptions.builder().drainTimeout(Duration.ofMillis(100)));
    try (AgentSocket agent = running.welcomed(ORDERS)) {
      agent.send(Frames.metrics(ORDERS, 1));
      HeldPublisher.Held held = running.publisher.next();
      running.close();
      assertThat(agent.isEnded()).isTrue();
      held.store();
    }
  }

  @Test
  void closingTwiceIsFine() {
    RunningBridge running = new RunningBridge(BridgeOptions.builder());
    running.close();
    running.close();
  }

  @Test
  void aTakenPortIsSaidInOneLine() {
    try (RunningBridge first = new RunningBridge(BridgeOptions.builder())) {
      int port = first.bridge.address().getPort();
      assertThatThrownBy(() -> new RunningBridge(BridgeOptions.builder().listen("127.0.0.1", port)))
          .isInstanceOf(BridgeStartException.class)
          .hasMessage(
              "port "
                  + port
                  + " on 127.0.0.1 is taken: stop the other process or give another --listen");
    }
  }

  @Test
  void plainTcpMustBeAskedFor() {
    assertThatThrownBy(() -> start(BridgeOptions.builder()))
        .isInstanceOf(BridgeStartException.class)
        .hasMessage("this bridge has no TLS: add --insecure to take plain TCP on 127.0.0.1");
  }

  @Test
  void plainTcpIsForLoopbackOnly() {
    assertThatThrownBy(() -> start(BridgeOptions.builder().insecure(true).listen("0.0.0.0", 0)))
        .isInstanceOf(BridgeStartException.class)
        .hasMessage(
            "0.0.0.0 is no loopback address and this bridge has no TLS:"
                + " give 127.0.0.1 to --listen");
  }

  private static void start(BridgeOptions.Builder options) {
    Bridge.start(options.build(), new HeldPublisher(), new SimpleMeterRegistry()).close();
  }
}
