package io.pgcause.flow.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.flow.Snapshots;
import io.pgcause.flow.event.WideEvent;
import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RateFunctionTest {

  private static final Duration FORGET_AFTER = Duration.ofHours(48);
  private static final String COMMITS = "postgresql.commits";
  private static final String CALLS = "postgresql.statement.calls";

  private KeyedOneInputStreamOperatorTestHarness<String, WideEvent, WideEvent> operator;

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
  void eachGroupHasRatesOverItsOwnInterval() throws Exception {
    send(commits(0, 0).row("statement", "shop", "1").set(CALLS, 0));
    send(commits(10, 50));
    send(commits(20, 100).row("statement", "shop", "1").set(CALLS, 200));
    assertThat(rates(COMMITS)).containsExactly(null, 5.0, 5.0);
    assertThat(rates(CALLS)).containsExactly(null, null, 10.0);
  }

  @Test
  void aGroupThatWasNotSampledKeepsItsLastCounters() throws Exception {
    send(commits(0, 0));
    send(Snapshots.at(10).row("wal").set("postgresql.wal.records", 1));
    send(commits(20, 100));
    assertThat(rates(COMMITS)).containsExactly(null, null, 5.0);
  }

  @Test
  void anOlderEventPassesWithoutRatesAndDisturbsNothing() throws Exception {
    send(commits(0, 0));
    send(commits(20, 100));
    send(commits(10, 50));
    send(commits(20, 100));
    send(commits(30, 200));
    assertThat(rates(COMMITS)).containsExactly(null, 5.0, null, null, 10.0);
  }

  @Test
  void aRestartSeenByTheFastGroupsVoidsTheRateOfTheSlowOne() throws Exception {
    send(server(0, 1).row("statement", "shop", "1").set(CALLS, 10));
    send(server(10, 7));
    send(server(20, 7).row("statement", "shop", "1").set(CALLS, 500));
    send(server(40, 7).row("statement", "shop", "1").set(CALLS, 520));
    assertThat(rates(CALLS)).containsExactly(null, null, null, 1.0);
  }

  @Test
  void aResetOfOneDatabaseLeavesTheOther() throws Exception {
    send(databases(0, 1, 100, 100));
    send(databases(10, 9, 900, 200));
    send(databases(20, 9, 950, 300));
    assertThat(rates(COMMITS, 0)).containsExactly(null, null, 5.0);
    assertThat(rates(COMMITS, 1)).containsExactly(null, 10.0, 10.0);
  }

  @Test
  void samplesThatAreTooNearAreRatedAgainstTheOneBefore() throws Exception {
    send(commits(0, 0));
    send(Snapshots.atMicros(100_000).row("database", "shop").set(COMMITS, 400));
    send(commits(10, 500));
    assertThat(rates(COMMITS)).containsExactly(null, null, 50.0);
  }

  @Test
  void aGapOfHoursBeginsAnew() throws Exception {
    send(commits(0, 0));
    send(commits(36_000, 1_000_000));
    send(commits(36_010, 1_000_050));
    assertThat(rates(COMMITS)).containsExactly(null, null, 5.0);
  }

  @Test
  void aClockSetRightAfterRunningAheadDoesNotStopTheRates() throws Exception {
    long hour = TimeUnit.HOURS.toMicros(1);
    operator.processElement(commits(3_600, 0).event("db-1", -hour), 0);
    operator.processElement(commits(10, 100).event("db-1", 0), 0);
    operator.processElement(commits(20, 150).event("db-1", 0), 0);
    assertThat(rates(COMMITS)).containsExactly(null, null, 5.0);
  }

  @Test
  void aClockThatIsAlwaysAheadHasItsRates() throws Exception {
    long hour = TimeUnit.HOURS.toMicros(1);
    operator.processElement(commits(0, 0).event("db-1", -hour), 0);
    operator.processElement(commits(10, 50).event("db-1", -hour), 0);
    assertThat(rates(COMMITS)).containsExactly(null, 5.0);
  }

  @Test
  void derivedMetricsComeWithTheRates() throws Exception {
    send(blocks(0, 0, 0));
    send(blocks(10, 1_900, 100));
    send(blocks(20, 2_000, 101));
    Metric ratio = MetricCatalogue.shipped().metric("postgresql.cache.hit_ratio");
    List<@Nullable Double> ratios = new ArrayList<>();
    for (WideEvent event : operator.extractOutputValues()) {
      MetricTable table = event.snapshot().table(ratio.group());
      MetricColumn column = table == null ? null : table.column(ratio);
      ratios.add(column == null ? null : (Double) column.asDouble(0));
    }
    assertThat(ratios).containsExactly(null, 0.95, null);
  }

  @Test
  void instancesAreRatedOnTheirOwn() throws Exception {
    operator.processElement(commits(0, 0).event("db-1"), 0);
    operator.processElement(commits(10, 1_000).event("db-2"), 0);
    operator.processElement(commits(10, 50).event("db-1"), 0);
    assertThat(rates(COMMITS)).containsExactly(null, null, 5.0);
  }

  @Test
  void whatIsKnownOfAnEventGoesOnWithIt() throws Exception {
    WideEvent event = commits(0, 0).event("db-1");
    operator.processElement(event, 0);
    assertThat(operator.extractOutputValues()).containsExactly(event);
  }

  @Test
  void aSilentInstanceLeavesNeitherStateNorTimers() throws Exception {
    send(databases(0, 1, 100, 100));
    send(databases(10, 1, 100, 100));
    assertThat(operator.numKeyedStateEntries()).isPositive();
    operator.setProcessingTime(FORGET_AFTER.toMillis());
    assertThat(operator.numKeyedStateEntries()).isZero();
    assertThat(operator.numProcessingTimeTimers()).isZero();
  }

  @Test
  void aRestoreInTheMiddleChangesNoOutput() throws Exception {
    List<Snapshots> story =
        List.of(
            databases(0, 1, 100, 100),
            databases(10, 1, 200, 150),
            databases(20, 15, 300, 200),
            databases(30, 15, 400, 250));
    for (Snapshots each : story) {
      send(each);
    }
    List<WideEvent> uninterrupted = operator.extractOutputValues();
    for (int stop = 1; stop < story.size(); stop++) {
      assertThat(interrupted(story, stop)).isEqualTo(uninterrupted);
    }
  }

  private static List<WideEvent> interrupted(List<Snapshots> story, int stop) throws Exception {
    var before = harness();
    before.open();
    for (Snapshots each : story.subList(0, stop)) {
      before.processElement(each.event("db-1"), 0);
    }
    OperatorSubtaskState saved = before.snapshot(1, 1);
    before.close();
    var after = harness();
    after.initializeState(saved);
    after.open();
    for (Snapshots each : story.subList(stop, story.size())) {
      after.processElement(each.event("db-1"), 0);
    }
    after.close();
    List<WideEvent> output = new ArrayList<>(before.extractOutputValues());
    output.addAll(after.extractOutputValues());
    return output;
  }

  private void send(Snapshots snapshot) throws Exception {
    operator.processElement(snapshot.event("db-1"), 0);
  }

  private List<@Nullable Double> rates(String metric) {
    return rates(metric, 0);
  }

  /** The rate in {@code row} of each event so far; null where there is none. */
  private List<@Nullable Double> rates(String name, int row) {
    Metric metric = MetricCatalogue.shipped().metric(name);
    List<@Nullable Double> rates = new ArrayList<>();
    for (WideEvent event : operator.extractOutputValues()) {
      MetricTable table = event.snapshot().table(metric.group());
      MetricColumn column = table == null ? null : table.rateColumn(metric);
      rates.add(column == null || !column.has(row) ? null : (Double) column.asDouble(row));
    }
    return rates;
  }

  private static Snapshots commits(long seconds, double count) {
    return Snapshots.at(seconds).row("database", "shop").set(COMMITS, count);
  }

  private static Snapshots blocks(long seconds, double hit, double read) {
    return Snapshots.at(seconds)
        .row("database", "shop")
        .set("postgresql.blks_hit", hit)
        .set("postgresql.blks_read", read);
  }

  private static Snapshots server(long seconds, double start) {
    return Snapshots.at(seconds).row("instance").set("postgresql.checkpointer.start_time", start);
  }

  /** Of shop and crm; shop was last reset at {@code reset}. */
  private static Snapshots databases(long seconds, double reset, double shop, double crm) {
    return server(seconds, 1)
        .row("stats_reset", "pg_stat_database", "shop")
        .set("postgresql.stats.reset_time", reset)
        .row("stats_reset", "pg_stat_database", "crm")
        .set("postgresql.stats.reset_time", 1)
        .row("database", "shop")
        .set(COMMITS, shop)
        .row("database", "crm")
        .set(COMMITS, crm);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, WideEvent, WideEvent> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new RateFunction(FORGET_AFTER)),
        WideEvent::instanceId,
        Types.STRING);
  }
}
