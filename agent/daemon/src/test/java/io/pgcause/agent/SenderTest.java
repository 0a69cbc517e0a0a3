package io.pgcause.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgcause.agent.TestBridge.Fate;
import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.frame.FrameType;
import io.pgcause.wire.frame.RefusalReason;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SenderTest {

  private static final ControlMessage.Welcome WELCOME = new ControlMessage.Welcome(1 << 20, 8);
  private static final SenderTiming QUICK =
      new SenderTiming(
          Duration.ofSeconds(5),
          Duration.ofMillis(50),
          Duration.ofSeconds(1),
          Duration.ofMillis(300),
          List.of(Duration.ofMillis(1), Duration.ofMillis(5)));

  @TempDir Path temp;
  private final List<Spool> spools = new ArrayList<>();
  private final Traffic traffic = new Traffic();
  private Outbox outbox;
  private @Nullable Sender sender;

  @BeforeEach
  void openTwoSpools() throws Exception {
    for (String instance : List.of("db-1", "db-2")) {
      spools.add(Spool.open(temp, instance, SpoolFixture.ROOMY, Clock.systemUTC()));
    }
    BackOff patience = new BackOff(QUICK.backOff(), new SplittableRandom(1));
    outbox = new Outbox(spools, System::nanoTime, patience);
  }

  @AfterEach
  void close() throws Exception {
    if (sender != null) {
      sender.stop(Duration.ZERO);
    }
    for (Spool spool : spools) {
      spool.close();
    }
  }

  @Test
  void helloAnnouncesEveryInstanceWithItsEpoch() throws Exception {
    try (TestBridge bridge = TestBridge.storing()) {
      start(bridge.port());
      await().until(() -> bridge.hellos.size() == 1);
      ControlMessage.Hello hello = bridge.hellos.get(0);
      assertThat(hello.agentId()).isEqualTo("agent-1");
      assertThat(hello.sources()).isEqualTo(outbox.sources()).hasSize(2);
    }
  }

  @Test
  void anAcknowledgementFreesTheSpool() throws Exception {
    try (TestBridge bridge = TestBridge.storing()) {
      start(bridge.port());
      append(20);
      await().until(() -> spools.stream().allMatch(spool -> spool.pending() == 0));
      assertThat(bridge.stored).hasSize(40);
      assertThat(spools.get(0).stats().acknowledged()).isEqualTo(20);
      assertThat(bridge.faults).isEmpty();
    }
  }

  @Test
  void withoutAnAcknowledgementEveryFrameStaysAndGoesAgainOverTheNextConnection() throws Exception {
    try (TestBridge bridge = new TestBridge(WELCOME, sequence -> Fate.UNANSWERED)) {
      append(3);
      start(bridge.port());
      await().until(() -> bridge.hellos.size() >= 2 && bridge.arrivals.size() >= 12);
      assertThat(spools).allMatch(spool -> spool.pending() == 3);
      assertThat(sequencesOf("db-1", bridge).subList(0, 6)).containsExactly(1L, 2L, 3L, 1L, 2L, 3L);
    }
  }

  @Test
  void noMoreThanTheWindowIsUnanswered() throws Exception {
    try (TestBridge bridge = new TestBridge(WELCOME, sequence -> Fate.UNANSWERED)) {
      append(30);
      start(bridge.port());
      await().until(() -> bridge.hellos.size() >= 3);
      assertThat(bridge.mostUnanswered).hasValue(8);
    }
  }

  @Test
  void aConnectionCutInTheMiddleOfAFrameLosesNothing() throws Exception {
    Set<Long> cut = ConcurrentHashMap.newKeySet();
    LongFunction<Fate> once = sequence -> cut.add(sequence) ? Fate.CUT : Fate.STORED;
    try (TestBridge bridge = new TestBridge(WELCOME, once)) {
      append(10);
      start(bridge.port());
      await().until(() -> spools.stream().allMatch(spool -> spool.pending() == 0));
      assertThat(bridge.stored).hasSize(20);
      assertThat(bridge.hellos).hasSizeGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void aFrameRefusedForNowComesAgainBeforeWhatLiesBehindIt() throws Exception {
    Set<Long> refused = ConcurrentHashMap.newKeySet();
    LongFunction<Fate> once =
        sequence -> sequence == 2 && refused.add(sequence) ? Fate.REFUSED_FOR_NOW : Fate.STORED;
    try (TestBridge bridge = new TestBridge(WELCOME, once)) {
      Heartbeats.append(spools.get(0), 4);
      start(bridge.port());
      await().until(() -> spools.get(0).pending() == 0);
      assertThat(bridge.stored).hasSize(4);
      assertThat(bridge.hellos).hasSize(1);
      assertThat(spools.get(0).stats().rejectedTotal()).isZero();
    }
  }

  @Test
  void aFrameRefusedForEverIsCountedByItsReasonAndDropped() throws Exception {
    LongFunction<Fate> second = sequence -> sequence == 2 ? Fate.REFUSED : Fate.STORED;
    try (TestBridge bridge = new TestBridge(WELCOME, second)) {
      Heartbeats.append(spools.get(0), 3);
      start(bridge.port());
      await().until(() -> spools.get(0).pending() == 0);
      SpoolStats stats = spools.get(0).stats();
      assertThat(stats.rejected()).isEqualTo(Map.of(RefusalReason.MALFORMED, 1L));
      assertThat(stats.acknowledged()).isEqualTo(2);
      assertThat(stats.isExact()).isTrue();
    }
  }

  @Test
  void aFrameAboveTheBridgesLimitIsNotSentAtAll() throws Exception {
    ControlMessage.Welcome small = new ControlMessage.Welcome(200, 8);
    try (TestBridge bridge = new TestBridge(small, sequence -> Fate.STORED)) {
      Heartbeats.append(spools.get(0), 1, Heartbeats.snapshot("x".repeat(300)));
      Heartbeats.append(spools.get(0), 1);
      start(bridge.port());
      await().until(() -> spools.get(0).pending() == 0);
      assertThat(sequencesOf("db-1", bridge)).containsExactly(2L);
      assertThat(spools.get(0).stats().rejected()).isEqualTo(Map.of(RefusalReason.TOO_LARGE, 1L));
    }
  }

  @Test
  void aQuietConnectionIsAskedWhetherItIsThere() throws Exception {
    try (TestBridge bridge = TestBridge.storing()) {
      start(bridge.port());
      await().until(() -> bridge.others.stream().filter(FrameType.PING::equals).count() >= 3);
      assertThat(bridge.hellos).hasSize(1);
    }
  }

  @Test
  void aConnectionThatAnswersNoPingIsGivenUp() throws Exception {
    try (TestBridge bridge = TestBridge.storing()) {
      bridge.deaf = true;
      start(bridge.port());
      await().until(() -> bridge.hellos.size() >= 3);
      assertThat(bridge.others).contains(FrameType.PING);
    }
  }

  @Test
  void framesWaitForABridgeThatIsNotThereYet() throws Exception {
    int port = TestBridge.freePort();
    append(2);
    start(port);
    try (TestBridge bridge = new TestBridge(port, WELCOME, sequence -> Fate.STORED)) {
      await().until(() -> bridge.stored.size() == 4);
    }
  }

  @Test
  void anEndInOrderSendsWhatIsPendingAndSaysBye() throws Exception {
    try (TestBridge bridge = TestBridge.storing()) {
      start(bridge.port());
      await().until(traffic::isConnected);
      append(5);
      sender.stop(Duration.ofSeconds(10));
      assertThat(spools).allMatch(spool -> spool.pending() == 0);
      await().until(() -> bridge.others.contains(FrameType.BYE));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theLedgerIsExactAndNothingIsLostWhateverTheBridgeDoes(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    try (TestBridge bridge = new TestBridge(WELCOME, sequence -> anyFate(random))) {
      start(bridge.port());
      for (int burst = 0; burst < 20; burst++) {
        append(random.split().nextInt(1, 15));
        assertThat(spools).allMatch(spool -> spool.stats().isExact());
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> spools.stream().allMatch(spool -> spool.pending() == 0));
      assertThat(bridge.faults).isEmpty();
      for (Spool spool : spools) {
        SpoolStats stats = spool.stats();
        assertThat(stats.isExact()).isTrue();
        assertThat(stats.dropped() + stats.damaged()).isZero();
        assertThat(settled(spool, bridge))
            .containsExactlyElementsOf(LongStream.rangeClosed(1, stats.sampled()).boxed().toList());
      }
    }
  }

  private static Fate anyFate(SplittableRandom random) {
    synchronized (random) {
      int dice = random.nextInt(100);
      if (dice < 70) {
        return Fate.STORED;
      }
      Fate[] all = Fate.values();
      return all[dice % all.length];
    }
  }

  private static List<Long> settled(Spool spool, TestBridge bridge) {
    Set<TestBridge.Arrival> all = ConcurrentHashMap.newKeySet();
    all.addAll(bridge.stored);
    all.addAll(bridge.refused);
    return all.stream()
        .filter(frame -> frame.source().instanceId().equals(spool.instanceId()))
        .map(TestBridge.Arrival::sequence)
        .sorted()
        .toList();
  }

  private static List<Long> sequencesOf(String instance, TestBridge bridge) {
    return bridge.arrivals.stream()
        .filter(frame -> frame.source().instanceId().equals(instance))
        .map(TestBridge.Arrival::sequence)
        .toList();
  }

  private void append(int framesEach) {
    for (Spool spool : spools) {
      Heartbeats.append(spool, framesEach);
      outbox.wake();
    }
  }

  private void start(int port) {
    ControlMessage.Hello hello = new ControlMessage.Hello("agent-1", "test", outbox.sources());
    sender = new Sender("127.0.0.1", port, hello, outbox, QUICK, traffic, new SplittableRandom(2));
    sender.start();
  }
}
