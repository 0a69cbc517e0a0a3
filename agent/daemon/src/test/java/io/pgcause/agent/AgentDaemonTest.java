package io.pgcause.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pgcause.sampling.SamplingTarget;
import io.pgcause.wire.metric.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentDaemonTest {

  private static final Function<InstanceOptions, SnapshotSource> HEARTBEATS =
      instance -> Heartbeats::snapshot;

  @TempDir Path temp;

  @Test
  void severalInstancesShareOneConnection() throws Exception {
    try (TestBridge bridge = TestBridge.storing();
        AgentDaemon daemon = start(bridge.port(), HEARTBEATS, "db-1", "db-2", "db-3")) {
      await()
          .until(
              () ->
                  daemon.stats().instances().values().stream()
                      .allMatch(instance -> instance.frames().acknowledged() >= 1));
      assertThat(bridge.hellos).hasSize(1);
      assertThat(daemon.stats().connections()).isEqualTo(1);
      assertThat(daemon.stats().bytesSent()).isPositive();
    }
  }

  @Test
  void anInstanceThatDoesNotAnswerDelaysNobody() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Function<InstanceOptions, SnapshotSource> firstHangs =
        instance -> instance.instanceId().equals("db-1") ? hanging(never) : Heartbeats::snapshot;
    try (TestBridge bridge = TestBridge.storing();
        AgentDaemon daemon = start(bridge.port(), firstHangs, "db-1", "db-2")) {
      await().until(() -> framesOf(daemon, "db-2").acknowledged() >= 2);
      assertThat(framesOf(daemon, "db-1").sampled()).isZero();
    }
  }

  @Test
  void whatNoBridgeTookIsSentAfterTheNextStart() throws Exception {
    try (AgentDaemon daemon = start(TestBridge.freePort(), HEARTBEATS, "db-1")) {
      await().until(() -> daemon.stats().framesPending() >= 1);
    }
    try (TestBridge bridge = TestBridge.storing();
        AgentDaemon daemon = start(bridge.port(), HEARTBEATS, "db-1")) {
      await().until(() -> daemon.stats().framesAcknowledged() >= 2);
      assertThat(bridge.arrivals.get(0).sequence()).isEqualTo(1);
      assertThat(framesOf(daemon, "db-1").restored()).isPositive();
      assertThat(bridge.stored)
          .extracting(arrival -> arrival.source().epoch())
          .containsOnly(bridge.arrivals.get(0).source().epoch());
    }
  }

  @Test
  void closingFlushesAndTheLastStatisticsAreExact() throws Exception {
    try (TestBridge bridge = TestBridge.storing()) {
      AgentDaemon daemon = start(bridge.port(), HEARTBEATS, "db-1");
      await().until(() -> daemon.stats().framesAcknowledged() >= 1);
      daemon.close();
      daemon.close();
      assertThat(daemon.stats().framesPending()).isZero();
      assertThat(daemon.stats().connected()).isFalse();
      assertThat(framesOf(daemon, "db-1").isExact()).isTrue();
    }
  }

  @Test
  void withAnUnusableSpoolNothingIsSampledAndNothingStaysLocked() throws Exception {
    Path file = Files.createFile(temp.resolve("file"));
    AgentOptions options =
        new AgentOptions("agent-1", "127.0.0.1", 7654, file, List.of(instance("db-1")));
    assertThatThrownBy(() -> AgentDaemon.start(options))
        .isInstanceOf(SpoolException.class)
        .hasMessageContaining(file.toString());
    start(TestBridge.freePort(), HEARTBEATS, "db-1").close();
    start(TestBridge.freePort(), HEARTBEATS, "db-1").close();
  }

  @Test
  void aBridgeOnAnotherMachineIsRefusedForAsLongAsThereIsNoTls() {
    assertThatThrownBy(
            () ->
                new AgentOptions(
                    "agent-1", "bridge.example", 7654, temp, List.of(instance("db-1"))))
        .hasMessage(
            "bridge bridge.example is not on this machine, and frames are not encrypted yet");
  }

  private AgentDaemon start(
      int port, Function<InstanceOptions, SnapshotSource> sources, String... instances)
      throws SpoolException {
    AgentOptions options =
        new AgentOptions(
            "agent-1",
            "127.0.0.1",
            port,
            temp.resolve("spool"),
            Duration.ofSeconds(1),
            SpoolOptions.DEFAULT,
            List.of(instances).stream().map(AgentDaemonTest::instance).toList());
    return AgentDaemon.start(
        options, new AgentDaemon.Wiring(sources, Clock.systemUTC(), SenderTiming.DEFAULT));
  }

  private static InstanceOptions instance(String id) {
    return new InstanceOptions(
        id,
        new SamplingTarget(
            "jdbc:postgresql://127.0.0.1:1/none", "nobody", () -> "", false, Optional.empty()));
  }

  private static SpoolStats framesOf(AgentDaemon daemon, String instance) {
    InstanceStats stats = daemon.stats().instances().get(instance);
    if (stats == null) {
      throw new IllegalStateException("no instance " + instance);
    }
    return stats.frames();
  }

  /** Blocks until it is closed, as a query on a dead connection does. */
  private static SnapshotSource hanging(CountDownLatch until) {
    return new SnapshotSource() {
      @Override
      public Snapshot sample() {
        try {
          until.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("connection closed");
      }

      @Override
      public void close() {
        until.countDown();
      }
    };
  }
}
