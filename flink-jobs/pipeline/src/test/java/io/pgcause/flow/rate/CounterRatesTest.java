package io.pgcause.flow.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.flow.Snapshots;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CounterRatesTest {

  private static final CounterEpochs ONE_EPOCH = CounterEpochs.of(null);

  @Test
  void aRateIsWhatTheCounterGrewPerSecond() {
    MetricColumn rate = rates(commits(10, 500), commits(20, 530)).get(0);
    assertThat(rate.isRate()).isTrue();
    assertThat(rate.asDouble(0)).isEqualTo(3);
  }

  @Test
  void theFirstSampleHasNoRate() {
    assertThat(rates(null, commits(10, 500))).isEmpty();
  }

  @Test
  void aCounterThatFellHasNoRate() {
    assertThat(rates(commits(10, 500), commits(20, 499))).isEmpty();
  }

  @Test
  void aCounterThatStandsStillHasTheRateZero() {
    assertThat(rates(commits(10, 500), commits(20, 500)).get(0).asDouble(0)).isZero();
  }

  @Test
  void countersBeyondTheDoublesAreSubtractedExactly() {
    Snapshot before = lsn(10, Long.MAX_VALUE - 10);
    Snapshot after = lsn(20, Long.MAX_VALUE);
    assertThat(rates(before, after).get(0).asDouble(0)).isEqualTo(1);
  }

  @Test
  void aCounterThatOverflowedFell() {
    assertThat(rates(lsn(10, Long.MAX_VALUE), lsn(20, Long.MIN_VALUE))).isEmpty();
  }

  @Test
  void aRealCounterThatIsNoNumberHasNoRate() {
    assertThat(rates(ioTime(10, Double.NaN), ioTime(20, 5))).isEmpty();
    assertThat(rates(ioTime(10, 5), ioTime(20, Double.POSITIVE_INFINITY))).isEmpty();
    assertThat(rates(ioTime(10, 5), ioTime(20, 10)).get(0).asDouble(0)).isEqualTo(0.5);
  }

  @Test
  void rowsAreMatchedByTheirLabelsNotByTheirPlace() {
    Snapshot before =
        Snapshots.at(10)
            .row("database", "crm")
            .set("postgresql.commits", 1_000)
            .row("database", "shop")
            .set("postgresql.commits", 100)
            .snapshot();
    Snapshot after =
        Snapshots.at(20)
            .row("database", "new")
            .set("postgresql.commits", 5)
            .row("database", "shop")
            .set("postgresql.commits", 150)
            .row("database", "crm")
            .snapshot();
    MetricColumn rate = rates(before, after).get(0);
    assertThat(rate.has(0)).as("a new database").isFalse();
    assertThat(rate.asDouble(1)).isEqualTo(5);
    assertThat(rate.has(2)).as("a row without a value").isFalse();
  }

  @Test
  void gaugesHaveNoRate() {
    Snapshot before =
        Snapshots.at(10).row("database", "shop").set("postgresql.backends", 1).snapshot();
    assertThat(CounterMemory.countersOf(before.tables().get(0))).isNull();
  }

  @Test
  void aResetWhoseNewCountIsAlreadyHigherHasNoRate() {
    CounterEpochs reset =
        CounterEpochs.of(
            Map.of("pg_stat_database/shop", new Epoch(15, Snapshots.at(20).snapshot().atMicros())));
    Snapshot after = commits(20, 900);
    List<MetricColumn> rates =
        CounterRates.of(counters(after), after.atMicros(), commits(10, 500), reset);
    assertThat(rates).isEmpty();
  }

  @Test
  void anEvictedStatementThatCameBackHasNoRateAtAll() {
    Snapshot before = statement(10, 100, 5.0);
    assertThat(rates(before, statement(20, 40, 7.5))).as("calls fell, time grew").isEmpty();
    assertThat(rates(before, statement(20, 110, 7.5))).hasSize(2);
  }

  @Test
  void oneCounterOfADatabaseThatFellLeavesTheOthers() {
    Snapshot before =
        Snapshots.at(10)
            .row("database", "shop")
            .set("postgresql.commits", 100)
            .set("postgresql.query.execution.time", 70)
            .snapshot();
    Snapshot after =
        Snapshots.at(20)
            .row("database", "shop")
            .set("postgresql.commits", 200)
            .set("postgresql.query.execution.time", 60)
            .snapshot();
    assertThat(rates(before, after))
        .extracting(column -> column.metric().name())
        .containsExactly("postgresql.commits");
  }

  @ParameterizedTest
  @CsvSource({"499999, 0", "500000, 0.5", "10000000, 10", "3600000000, 3600", "3600000001, 0"})
  void ratesAreTakenOverHalfASecondToAnHour(long apart, double seconds) {
    Snapshot last = commits(10, 1);
    assertThat(CounterRates.seconds(last, last.atMicros() + apart)).isEqualTo(seconds);
    assertThat(CounterRates.tooNear(last, last.atMicros() + apart)).isEqualTo(apart < 500_000);
  }

  @Test
  void afterAGapOfHoursThereIsNoRateYet() {
    assertThat(rates(commits(10, 500), commits(10 + 7_200, 9_000))).isEmpty();
    assertThat(rates(commits(10, 500), commits(10 + 1_800, 9_500)).get(0).asDouble(0)).isEqualTo(5);
  }

  private static List<MetricColumn> rates(@Nullable Snapshot before, Snapshot after) {
    Snapshot last =
        before == null ? null : new Snapshot(before.atMicros(), List.of(counters(before)));
    return CounterRates.of(counters(after), after.atMicros(), last, ONE_EPOCH);
  }

  private static MetricTable counters(Snapshot of) {
    MetricTable counters = CounterMemory.countersOf(of.tables().get(0));
    assertThat(counters).isNotNull();
    return counters;
  }

  private static Snapshot commits(long seconds, double count) {
    return Snapshots.at(seconds)
        .row("database", "shop")
        .set("postgresql.commits", count)
        .snapshot();
  }

  private static Snapshot lsn(long seconds, long lsn) {
    MetricTable.Builder wal = MetricTable.builder(MetricCatalogue.shipped().group("wal"));
    wal.row().set(MetricCatalogue.shipped().metric("postgresql.wal.lsn"), lsn);
    return new Snapshot(seconds * 1_000_000, List.of(wal.build()));
  }

  private static Snapshot ioTime(long seconds, double time) {
    return Snapshots.at(seconds).row("disk", "sda").set("system.disk.io_time", time).snapshot();
  }

  private static Snapshot statement(long seconds, double calls, double time) {
    return Snapshots.at(seconds)
        .row("statement", "shop", "42")
        .set("postgresql.statement.calls", calls)
        .set("postgresql.statement.exec_time", time)
        .snapshot();
  }
}
