package io.pgcause.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Servers that are no PostgreSQL: sockets of this test. */
class UnreachableServerTest {

  private static final ServerLimits IMPATIENT =
      new ServerLimits(
          Duration.ofSeconds(1),
          Duration.ofMillis(500),
          Duration.ofMillis(400),
          Duration.ofMillis(200),
          Duration.ofSeconds(6));

  private final SteppingClock clock = new SteppingClock();

  @Test
  void serverThatNeverAnswersIsDownWhileTheHostIsSampled() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        InstanceSampler sampler = sampler(silent.getLocalPort())) {
      Cells cells = new Cells(sampler.sample());

      assertThat(cells.value("postgresql.up")).isZero();
      assertThat(cells.groups()).contains("host", "disk", "network", "agent", "agent_group");
      assertThat(cells.groups()).doesNotContain("lock", "database", "activity", "wal");
      assertThat(sampler.notEvaluable())
          .filteredOn(each -> each.group().name().equals("lock"))
          .singleElement()
          .satisfies(each -> assertThat(each.reason()).startsWith("the server cannot be asked: "));
    }
  }

  @Test
  void triesBecomeRarerAsFailuresGoOn() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    Thread door;
    try (ServerSocket refusing = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      door = new Thread(() -> refuse(refusing, tries));
      door.start();
      try (InstanceSampler sampler = sampler(refusing.getLocalPort())) {
        List<Integer> perCycle = new ArrayList<>();
        for (int cycle = 0; cycle < 9; cycle++) {
          int before = tries.get();
          sampler.sample();
          perCycle.add(tries.get() - before);
          clock.step(Duration.ofSeconds(3));
        }
        // pauses of 1, 2, 4, 8 .. seconds in cycles of 3
        assertThat(perCycle).containsExactly(1, 1, 1, 0, 1, 0, 0, 1, 0);
      }
    }
    door.join();
  }

  @Test
  void passwordThatCannotBeReadIsAReasonWithoutItsContent() throws IOException {
    SamplingTarget target =
        new SamplingTarget(
            "jdbc:postgresql://127.0.0.1:1/postgres",
            "watcher",
            () -> {
              throw new IllegalStateException("sesame");
            },
            false,
            Optional.empty());
    try (InstanceSampler sampler = new InstanceSampler(target, "test", clock, IMPATIENT)) {
      assertThat(new Cells(sampler.sample()).value("postgresql.up")).isZero();
      assertThat(sampler.notEvaluable())
          .allSatisfy(each -> assertThat(each.reason()).doesNotContain("sesame"));
    }
  }

  @Test
  void snapshotHasTheTimeAtWhichTheCycleBegan() {
    try (InstanceSampler sampler = sampler(1)) {
      assertThat(sampler.sample().atMicros())
          .isEqualTo(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() * 1_000_000 + 123_456);
    }
  }

  @Test
  void closedSamplerSaysSo() {
    InstanceSampler sampler = sampler(1);
    sampler.close();

    assertThatThrownBy(sampler::sample)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the sampler of //127.0.0.1:1/postgres is closed");
  }

  private InstanceSampler sampler(int port) {
    SamplingTarget target =
        new SamplingTarget(
            "jdbc:postgresql://127.0.0.1:" + port + "/postgres?sslmode=disable",
            "watcher",
            () -> "",
            true,
            Optional.empty());
    return new InstanceSampler(target, "test", clock, IMPATIENT);
  }

  /** Hangs up on everybody until the socket is closed. */
  private static void refuse(ServerSocket door, AtomicInteger tries) {
    while (!door.isClosed()) {
      try {
        Socket visitor = door.accept();
        tries.incrementAndGet();
        visitor.close();
      } catch (IOException e) {
        assertThat(door.isClosed()).isTrue();
      }
    }
  }
}
