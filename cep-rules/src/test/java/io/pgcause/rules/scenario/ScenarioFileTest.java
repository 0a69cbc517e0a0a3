package io.pgcause.rules.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.rules.Snapshots;
import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioFileTest {

  private static final Metric WAITING = Snapshots.metric("postgresql.lock.waiting.count");
  private static final Metric GRANTED = Snapshots.metric("postgresql.database.locks");
  private static final Metric COMMITS = Snapshots.metric("postgresql.commits");
  private static final String TEXT =
      """
      - name: a climb
        every: 10 s
        input:
          postgresql.lock.waiting.count{lock.mode="ShareLock", lock.type="tuple"}: 3 +2 x3, absent, 8
          postgresql.lock.waiting.count{lock.mode="ShareLock"}: absent x5
          postgresql.database.locks{lock.mode="ShareLock", lock.type="tuple"}: absent x2, 1 x3
          postgresql.connection.utilization: 0.5 ~0.1 x3, unsampled, 0.9
          rate(postgresql.commits{db.namespace="shop"}): 100.5 x5
        expect: [{at: 40 s, root: cause}]
      - name: nothing
        every: 500 ms
        input: {postgresql.up: 1 x2}
        expect: []
      """;

  @Test
  void snapshotsFollowEachOtherFromAFixedTime() throws Exception {
    List<Scenario> scenarios = ScenarioFile.parse("scenarios.yaml", TEXT).scenarios();
    assertThat(scenarios.get(0).snapshots()).hasSize(5);
    assertThat(scenarios.get(1).snapshots())
        .extracting(Snapshot::atMicros)
        .containsExactly(Scenario.START_MICROS, Scenario.START_MICROS + 500_000);
    assertThat(Instant.ofEpochSecond(Scenario.START_MICROS / 1_000_000))
        .isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void alertIsExpectedAtTheTimeOfASnapshot() throws Exception {
    Scenario climb = ScenarioFile.parse("scenarios.yaml", TEXT).scenarios().get(0);
    assertThat(climb.expected()).hasSize(1);
    assertThat(climb.expected().get(0).root()).isEqualTo("cause");
    assertThat(climb.expected().get(0).atMicros()).isEqualTo(climb.snapshots().get(4).atMicros());
  }

  @Test
  void seriesOfOneRowShareIt() throws Exception {
    MetricTable last = locks(4);
    assertThat(last.rows()).isEqualTo(1);
    assertThat(last.labels(0)).containsExactly("ShareLock", "tuple");
    assertThat(last.column(WAITING).asLong(0)).isEqualTo(8);
    assertThat(last.column(GRANTED).asLong(0)).isEqualTo(1);
  }

  @Test
  void stepsAreAddedUp() throws Exception {
    assertThat(locks(0).column(WAITING).asLong(0)).isEqualTo(3);
    assertThat(locks(2).column(WAITING).asLong(0)).isEqualTo(7);
  }

  @Test
  void absentValueLeavesTheRowAndAllAbsentOnesLeaveNoRow() throws Exception {
    assertThat(locks(3).column(WAITING).has(0)).isFalse();
    assertThat(locks(3).column(GRANTED).has(0)).isTrue();
    assertThat(locks(0).rows()).isEqualTo(1);
  }

  @Test
  void unsampledGroupHasNoTable() throws Exception {
    List<Snapshot> snapshots = snapshots();
    Metric utilization = Snapshots.metric("postgresql.connection.utilization");
    assertThat(snapshots.get(2).table(utilization.group())).isNotNull();
    assertThat(snapshots.get(3).table(utilization.group())).isNull();
  }

  @Test
  void rateIsARateColumn() throws Exception {
    MetricTable table = snapshots().get(0).table(COMMITS.group());
    assertThat(table.column(COMMITS)).isNull();
    assertThat(table.rateColumn(COMMITS).asDouble(0)).isEqualTo(100.5);
  }

  @Test
  void sameTextGivesTheSameSnapshots() throws Exception {
    assertThat(snapshots()).isEqualTo(snapshots());
  }

  private static MetricTable locks(int at) throws Exception {
    MetricTable table = snapshots().get(at).table(WAITING.group());
    assertThat(table).isNotNull();
    return table;
  }

  private static List<Snapshot> snapshots() throws Exception {
    return ScenarioFile.parse("scenarios.yaml", TEXT).scenarios().get(0).snapshots();
  }
}
