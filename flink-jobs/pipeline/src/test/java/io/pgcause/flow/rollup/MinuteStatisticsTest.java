package io.pgcause.flow.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.flow.Snapshots;
import io.pgcause.flow.event.RollupBlock;
import io.pgcause.flow.event.WideEvent;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.Snapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class MinuteStatisticsTest {

  @Test
  void eachSeriesHasItsOwnEntry() {
    RollupBlock block =
        block(
            backends(0, 3, 10).event("db-1"),
            backends(10, 5, 10).event("db-1"),
            backends(20, 4, 10).event("db-1"));
    assertThat(block.instanceId()).isEqualTo("db-1");
    assertThat(block.metrics()).containsOnly("postgresql.backends").hasSize(2);
    assertThat(block.objects()).containsExactly("db.namespace=shop", "db.namespace=crm");
    assertThat(block.counts()).containsExactly(3, 3);
    assertThat(block.sums()).containsExactly(12, 30);
    assertThat(block.mins()).containsExactly(3, 10);
    assertThat(block.maxs()).containsExactly(5, 10);
    assertThat(block.means()).containsExactly(4, 10);
    assertThat(block.stddevs()).containsExactly(Math.sqrt(2 / 3.0), 0);
    assertThat(block.p50s()).containsExactly(4, 10);
    assertThat(block.p95s()).containsExactly(5, 10);
    assertThat(block.p99s()).containsExactly(5, 10);
  }

  @Test
  void ofCountersTheRatesAreTaken() {
    WideEvent sampled = Snapshots.at(0).row("wal").set("postgresql.wal.records", 9_999).event("a");
    MetricColumn rate =
        new MetricColumn(
            MetricCatalogue.shipped().metric("postgresql.wal.records"),
            true,
            new long[] {Double.doubleToRawLongBits(2.5)},
            new boolean[] {true});
    Snapshot rated =
        new Snapshot(0, List.of(sampled.snapshot().tables().get(0).with(List.of(rate))));
    assertThat(block(sampled.with(rated)).sums()).containsExactly(2.5);
    assertThat(block(sampled).metrics()).as("a counter without a rate").isEmpty();
  }

  @Test
  void rowsThatNameAProcessAreLeftOut() {
    RollupBlock block =
        block(
            Snapshots.at(0)
                .row("lock_session", "42", "blocker", "", "shop", "app", "web", "active")
                .set("postgresql.lock.session.blocked_sessions", 3)
                .row("index_build", "42", "building")
                .set("postgresql.index_build.progress", 0.5)
                .row("vacuum", "42", "orders", "scan")
                .set("postgresql.vacuum.progress", 0.5)
                .row("transaction", "active")
                .set("postgresql.transaction.max_age", 7)
                .event("db-1"));
    assertThat(block.metrics()).containsExactly("postgresql.transaction.max_age");
  }

  @Test
  void valuesThatAreNoNumbersAreLeftOut() {
    RollupBlock block =
        block(
            lag(0, Double.NaN).event("db-1"),
            lag(10, Double.POSITIVE_INFINITY).event("db-1"),
            lag(20, 3).event("db-1"));
    assertThat(block.counts()).containsExactly(1);
    assertThat(block.means()).containsExactly(3);
  }

  @Test
  void whatIsKeptOfAnEventGivesTheSameBlock() {
    Snapshots full =
        backends(0, 3, 10)
            .row("wal")
            .set("postgresql.wal.records", 5)
            .set("postgresql.wal.age", 7)
            .row("vacuum_delay", "42")
            .set("postgresql.vacuum.delay_time", 1);
    WideEvent event = full.event("db-1");
    WideEvent kept = event.with(MinuteStatistics.relevant(event.snapshot()));
    assertThat(kept.snapshot().samples()).isEqualTo(3);
    assertThat(block(kept)).usingRecursiveComparison().isEqualTo(block(event));
  }

  private static RollupBlock block(WideEvent... events) {
    return MinuteStatistics.of("db-1", 0, List.of(events));
  }

  private static Snapshots backends(long seconds, double shop, double crm) {
    return Snapshots.at(seconds)
        .row("database", "shop")
        .set("postgresql.backends", shop)
        .row("database", "crm")
        .set("postgresql.backends", crm);
  }

  private static Snapshots lag(long seconds, double lag) {
    return Snapshots.at(seconds).row("replication").set("postgresql.replication.standby.lag", lag);
  }
}
