package io.pgcause.flow.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgcause.flow.Snapshots;
import io.pgcause.flow.event.Anomaly;
import io.pgcause.flow.event.WideEvent;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnomalyFunctionTest {

  private static final Duration FORGET_AFTER = Duration.ofHours(48);
  private static final String BLOCKED = "postgresql.session.blocked.count";
  private static final String WAITING = "postgresql.lock.waiting.count";
  private static final String COMMITS = "postgresql.commits";
  private static final String UTILIZATION = "postgresql.connection.utilization";
  private static final List<String> METRICS = List.of(BLOCKED, WAITING, COMMITS, UTILIZATION);

  private KeyedOneInputStreamOperatorTestHarness<String, WideEvent, Anomaly> operator;

  @BeforeEach
  void open() throws Exception {
    operator = harness();
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void anAnomalyIsToldAsItBeginsGrowsAndEndsUnderOneKey() throws Exception {
    long at = blocked(0, 30, 0);
    at = blocked(at, 1, 12);
    at = blocked(at, 1, 15);
    blocked(at, 3, 0);
    List<Anomaly> told = operator.extractOutputValues();
    assertThat(told).extracting(Anomaly::startedAtMicros).containsOnly(micros(300)).hasSize(3);
    assertThat(told).extracting(Anomaly::value).containsExactly(12.0, 15.0, 15.0);
    assertThat(told)
        .extracting(Anomaly::endedAtMicros)
        .as("the first calm value ends it")
        .containsExactly(0L, 0L, micros(320));
    assertThat(told.get(2))
        .isEqualTo(
            new Anomaly(
                "db-1",
                BLOCKED,
                "",
                "robust-z",
                micros(300),
                micros(320),
                micros(310),
                15,
                0,
                1,
                15));
  }

  @Test
  void ofCountersTheRatesAreWatchedRowByRow() throws Exception {
    for (int i = 0; i < 30; i++) {
      send(commits(i * 10, 100, 500));
    }
    send(commits(300, 100, 10));
    assertThat(operator.extractOutputValues())
        .singleElement()
        .satisfies(
            anomaly -> {
              assertThat(anomaly.object()).isEqualTo("db.namespace=crm");
              assertThat(anomaly.metric()).isEqualTo(COMMITS);
              assertThat(anomaly.value()).isEqualTo(10);
            });
  }

  @Test
  void aFullServerIsUnusualThoughItsShareIsBelowOne() throws Exception {
    for (int i = 0; i < 30; i++) {
      send(utilization(i * 10, 0.3));
    }
    send(utilization(300, 0.98));
    assertThat(operator.extractOutputValues())
        .extracting(Anomaly::metric)
        .containsOnly(UTILIZATION);
  }

  @Test
  void anEventThatIsNotNewerIsNotLookedAt() throws Exception {
    long at = blocked(0, 30, 0);
    send(Snapshots.at(50).row("activity").set(BLOCKED, 100).event("db-1"));
    send(Snapshots.at(290).row("activity").set(BLOCKED, 100).event("db-1"));
    blocked(at, 1, 0);
    assertThat(operator.extractOutputValues()).isEmpty();
  }

  @Test
  void anAnomalyOfARowThatIsGoneEnds() throws Exception {
    for (int i = 0; i < 30; i++) {
      send(waiting(i * 10, 1));
    }
    send(waiting(300, 50));
    for (int i = 31; i < 34; i++) {
      send(Snapshots.at(i * 10).table("lock").event("db-1"));
    }
    assertThat(operator.extractOutputValues())
        .extracting(Anomaly::endedAtMicros)
        .containsExactly(0L, micros(310));
  }

  @Test
  void anAnomalyGoesOnWhereItsGroupIsNotSampled() throws Exception {
    for (int i = 0; i < 30; i++) {
      send(waiting(i * 10, 1));
    }
    send(waiting(300, 50));
    for (int i = 31; i < 40; i++) {
      send(Snapshots.at(i * 10).row("activity").event("db-1"));
    }
    assertThat(operator.extractOutputValues()).hasSize(1);
  }

  @Test
  void aRateThatIsMissingForAMomentDoesNotEndAnAnomaly() throws Exception {
    for (int i = 0; i < 30; i++) {
      send(commits(i * 10, 500, 500));
    }
    send(commits(300, 500, 10));
    for (int i = 31; i < 35; i++) {
      send(Snapshots.at(i * 10).row("database", "crm").set(COMMITS, i).event("db-1"));
    }
    assertThat(operator.extractOutputValues()).hasSize(1);
    for (int i = 35; i < 38; i++) {
      send(Snapshots.at(i * 10).row("database", "shop").set(COMMITS, i).event("db-1"));
    }
    assertThat(operator.extractOutputValues()).as("the database was dropped").hasSize(2);
  }

  @Test
  void valuesThatAreNoNumbersAreNotLookedAt() throws Exception {
    for (int i = 0; i < 30; i++) {
      send(utilization(i * 10, 0.3));
    }
    send(utilization(300, Double.NEGATIVE_INFINITY));
    send(utilization(310, Double.POSITIVE_INFINITY));
    send(utilization(320, 0.3));
    assertThat(operator.extractOutputValues()).isEmpty();
  }

  @Test
  void seriesBeyondTheBoundAreNotWatched() throws Exception {
    for (int i = 0; i <= 30; i++) {
      Snapshots snapshot = Snapshots.at(i * 10);
      for (int row = 0; row < AnomalyFunction.MAX_SERIES + 50; row++) {
        snapshot.row("lock", "mode-" + row, "tuple").set(WAITING, i < 30 ? 1 : 50);
      }
      send(snapshot.event("db-1"));
    }
    assertThat(operator.extractOutputValues()).hasSize(AnomalyFunction.MAX_SERIES);
  }

  @Test
  void aClockSetRightAfterRunningAheadDoesNotBlindTheWatch() throws Exception {
    blocked(0, 30, 0);
    long hour = TimeUnit.HOURS.toMicros(1);
    send(Snapshots.at(3_900).row("activity").set(BLOCKED, 0).event("db-1", -hour));
    send(Snapshots.at(310).row("activity").set(BLOCKED, 50).event("db-1", 0));
    assertThat(operator.extractOutputValues()).hasSize(1);
  }

  @Test
  void aSilentInstanceLeavesNeitherStateNorTimers() throws Exception {
    blocked(0, 30, 0);
    blocked(300, 1, 50);
    assertThat(operator.numKeyedStateEntries()).isPositive();
    operator.setProcessingTime(FORGET_AFTER.toMillis());
    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numProcessingTimeTimers()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 19, 25, 31, 32, 34})
  void aRestoreInTheMiddleChangesNoOutput(int stop) throws Exception {
    List<WideEvent> story = new ArrayList<>();
    for (int i = 0; i < 36; i++) {
      double value = i >= 30 && i < 33 ? 40 + i : i % 3;
      story.add(Snapshots.at(i * 10).row("activity").set(BLOCKED, value).event("db-1"));
    }
    for (WideEvent event : story) {
      send(event);
    }
    List<Anomaly> uninterrupted = operator.extractOutputValues();
    assertThat(uninterrupted).hasSize(4);
    var before = harness();
    before.open();
    for (WideEvent event : story.subList(0, stop)) {
      before.processElement(event, 0);
    }
    OperatorSubtaskState saved = before.snapshot(1, 1);
    before.close();
    var after = harness();
    after.initializeState(saved);
    after.open();
    for (WideEvent event : story.subList(stop, story.size())) {
      after.processElement(event, 0);
    }
    after.close();
    List<Anomaly> output = new ArrayList<>(before.extractOutputValues());
    output.addAll(after.extractOutputValues());
    assertThat(output).isEqualTo(uninterrupted);
  }

  @Test
  void aMetricThatIsNotInTheCatalogueIsRefusedAtOnce() {
    assertThatThrownBy(() -> new AnomalyStage(List.of("postgresql.comits"), FORGET_AFTER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("postgresql.comits");
  }

  private void send(WideEvent event) throws Exception {
    operator.processElement(event, 0);
  }

  /** Sends {@code times} events, 10 s apart; answers when the next is due, in seconds. */
  private long blocked(long from, int times, double value) throws Exception {
    long at = from;
    for (int i = 0; i < times; i++) {
      send(Snapshots.at(at).row("activity").set(BLOCKED, value).event("db-1"));
      at += 10;
    }
    return at;
  }

  private static WideEvent waiting(long seconds, double count) {
    return Snapshots.at(seconds)
        .row("lock", "ShareLock", "transactionid")
        .set(WAITING, count)
        .event("db-1");
  }

  private static WideEvent utilization(long seconds, double share) {
    return Snapshots.at(seconds).row("activity").set(UTILIZATION, share).event("db-1");
  }

  private static WideEvent commits(long seconds, double shop, double crm) {
    WideEvent sampled =
        Snapshots.at(seconds)
            .row("database", "shop")
            .set(COMMITS, 1)
            .row("database", "crm")
            .set(COMMITS, 1)
            .event("db-1");
    long[] rates = {Double.doubleToRawLongBits(shop), Double.doubleToRawLongBits(crm)};
    MetricTable rated =
        sampled
            .snapshot()
            .tables()
            .get(0)
            .with(
                List.of(
                    new MetricColumn(
                        MetricCatalogue.shipped().metric(COMMITS),
                        true,
                        rates,
                        new boolean[] {true, true})));
    return sampled.with(new Snapshot(sampled.atMicros(), List.of(rated)));
  }

  private static long micros(long seconds) {
    return TimeUnit.SECONDS.toMicros(seconds);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, WideEvent, Anomaly> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new AnomalyFunction(METRICS, FORGET_AFTER)),
        WideEvent::instanceId,
        Types.STRING);
  }
}
