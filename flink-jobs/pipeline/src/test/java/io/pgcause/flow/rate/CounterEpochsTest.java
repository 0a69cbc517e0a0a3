package io.pgcause.flow.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.flow.Snapshots;
import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.Snapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class CounterEpochsTest {

  private static final List<String> SHOP = List.of("shop");
  private static final List<String> CRM = List.of("crm");
  private static final List<String> NONE = List.of();

  private final CounterEpochs began =
      CounterEpochs.of(null)
          .after(
              server(0, 100)
                  .row("stats_reset", "pg_stat_database", "shop")
                  .set("postgresql.stats.reset_time", 50)
                  .row("stats_reset", "pg_stat_database", "crm")
                  .set("postgresql.stats.reset_time", 50)
                  .row("stats_reset", "pg_stat_wal", "")
                  .set("postgresql.stats.reset_time", 50)
                  .snapshot());

  @Test
  void withTheSameMarksEverythingCountsOn() {
    CounterEpochs later = began.after(server(10, 100).snapshot());
    assertThat(later.unbroken(metric("postgresql.commits"), SHOP, at(0))).isTrue();
    assertThat(later.byKey()).isEqualTo(began.byKey());
  }

  @Test
  void aResetOfOneDatabaseBreaksThatDatabaseOnly() {
    CounterEpochs later = began.after(resets(10, 60, 50, 50));
    assertThat(later.unbroken(metric("postgresql.commits"), SHOP, at(0))).isFalse();
    assertThat(later.unbroken(metric("postgresql.commits"), CRM, at(0))).isTrue();
    assertThat(later.unbroken(metric("postgresql.wal.records"), NONE, at(0))).isTrue();
  }

  @Test
  void aResetOfADatabaseResetsItsTablesAndIndexes() {
    CounterEpochs later = began.after(resets(10, 60, 50, 50));
    assertThat(later.unbroken(metric("postgresql.sequential_scans"), List.of("shop", "t"), at(0)))
        .isFalse();
    assertThat(
            later.unbroken(
                metric("postgresql.index.scans"), List.of("shop|public", "t", "i"), at(0)))
        .isFalse();
    assertThat(later.unbroken(metric("postgresql.sequential_scans"), List.of("crm", "t"), at(0)))
        .isTrue();
  }

  @Test
  void aRestartBreaksWhatTheServerCountsAndNothingElse() {
    CounterEpochs later = began.after(server(10, 105).snapshot());
    assertThat(later.unbroken(metric("postgresql.commits"), SHOP, at(0))).isFalse();
    assertThat(later.unbroken(metric("postgresql.slru.blks_hit"), List.of("notify"), at(0)))
        .isFalse();
    assertThat(later.unbroken(metric("system.disk.io_time"), List.of("sda"), at(0))).isTrue();
    assertThat(later.unbroken(metric("agent.sample.dropped"), List.of("a"), at(0))).isTrue();
  }

  @Test
  void aSlowGroupIsBrokenByARestartThatTheFastOnesSawLongAgo() {
    CounterEpochs later =
        began
            .after(server(20, 115).snapshot())
            .after(server(30, 115).snapshot())
            .after(server(60, 115).snapshot());
    assertThat(later.unbroken(metric("postgresql.statement.calls"), List.of("shop", "1"), at(0)))
        .isFalse();
    assertThat(later.unbroken(metric("postgresql.commits"), SHOP, at(30))).isTrue();
    assertThat(later.unbroken(metric("postgresql.commits"), SHOP, at(20))).isTrue();
  }

  @Test
  void aSnapshotWithoutMarksChangesNothing() {
    CounterEpochs later =
        began.after(Snapshots.at(10).row("wal").set("postgresql.wal.records", 5).snapshot());
    assertThat(later.byKey()).isEqualTo(began.byKey());
  }

  @Test
  void aServerThatDoesNotShowItsCheckpointerKeepsItsEpoch() {
    CounterEpochs later =
        began
            .after(Snapshots.at(10).row("instance").set("postgresql.up", 1).snapshot())
            .after(server(20, 100).snapshot());
    assertThat(later.unbroken(metric("postgresql.commits"), SHOP, at(0))).isTrue();
  }

  @Test
  void theFirstResetEverIsAReset() {
    CounterEpochs never =
        CounterEpochs.of(null)
            .after(Snapshots.at(0).row("stats_reset", "pg_stat_database", "shop").snapshot());
    assertThat(never.after(resets(10, 5, 5, 5)).unbroken(metric("postgresql.commits"), SHOP, at(0)))
        .isFalse();
  }

  @Test
  void aDatabaseMadeAnewUnderItsOldNameIsAnother() {
    CounterEpochs later =
        began.after(server(10, 100).row("stats_reset", "pg_stat_database", "shop").snapshot());
    assertThat(later.unbroken(metric("postgresql.commits"), SHOP, at(0))).isFalse();
  }

  @Test
  void databasesThatAreGoneAreForgotten() {
    CounterEpochs later = began.after(Snapshots.at(10).table("stats_reset").snapshot());
    assertThat(later.byKey()).hasSize(1);
    assertThat(later.unbroken(metric("postgresql.commits"), SHOP, at(0))).isTrue();
  }

  @Test
  void statementTimesOfADatabaseAreResetWithTheStatements() {
    CounterEpochs later =
        began.after(
            Snapshots.at(10)
                .row("stats_reset", "pg_stat_statements_info", "")
                .set("postgresql.stats.reset_time", 9)
                .row("stats_reset", "pg_stat_database", "shop")
                .set("postgresql.stats.reset_time", 50)
                .snapshot());
    assertThat(later.unbroken(metric("postgresql.query.execution.time"), SHOP, at(0))).isFalse();
    assertThat(later.unbroken(metric("postgresql.statement.dealloc"), NONE, at(0))).isFalse();
    assertThat(later.unbroken(metric("postgresql.commits"), SHOP, at(0))).isTrue();
  }

  private static Snapshots server(long seconds, double start) {
    return Snapshots.at(seconds).row("instance").set("postgresql.checkpointer.start_time", start);
  }

  private static Snapshot resets(long seconds, double shop, double crm, double wal) {
    return server(seconds, 100)
        .row("stats_reset", "pg_stat_database", "shop")
        .set("postgresql.stats.reset_time", shop)
        .row("stats_reset", "pg_stat_database", "crm")
        .set("postgresql.stats.reset_time", crm)
        .row("stats_reset", "pg_stat_wal", "")
        .set("postgresql.stats.reset_time", wal)
        .snapshot();
  }

  private static Metric metric(String name) {
    return MetricCatalogue.shipped().metric(name);
  }

  private static long at(long seconds) {
    return seconds * 1_000_000;
  }
}
