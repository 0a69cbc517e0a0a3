package io.pgcause.flow.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.pgcause.flow.Snapshots;
import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerivedMetricsTest {

  @Test
  void connectionUtilizationIsTheShareOfWhatUsersMayTake() {
    Snapshot derived =
        DerivedMetrics.addTo(
            Snapshots.at(10)
                .row("instance")
                .set("postgresql.connection.max", 100)
                .set("postgresql.connection.reserved", 3)
                .row("connection", "active", "shop", "app", "web")
                .set("postgresql.connection.count", 20)
                .row("connection", "idle", "shop", "app", "web")
                .set("postgresql.connection.count", 28.5)
                .row("activity")
                .set("postgresql.session.blocked.count", 0)
                .snapshot(),
            0);
    assertThat(value(derived, "postgresql.connection.utilization", 0)).isEqualTo(48 / 97.0);
  }

  @Test
  void withoutConnectionsTheUtilizationIsZero() {
    Snapshot derived =
        DerivedMetrics.addTo(
            Snapshots.at(10)
                .row("instance")
                .set("postgresql.connection.max", 100)
                .set("postgresql.connection.reserved", 3)
                .table("connection")
                .row("activity")
                .snapshot(),
            0);
    assertThat(value(derived, "postgresql.connection.utilization", 0)).isZero();
  }

  @Test
  void withoutALimitThereIsNoUtilization() {
    Snapshot sampled =
        Snapshots.at(10)
            .row("instance")
            .set("postgresql.connection.max", 100)
            .table("connection")
            .row("activity")
            .snapshot();
    assertThat(DerivedMetrics.addTo(sampled, 0)).isEqualTo(sampled);
    Snapshot alone = Snapshots.at(10).row("activity").snapshot();
    assertThat(DerivedMetrics.addTo(alone, 0)).isEqualTo(alone);
  }

  @Test
  void waitsHaveTheirShareOfAllSessions() {
    Snapshot derived =
        DerivedMetrics.addTo(
            Snapshots.at(10)
                .row("wait", "lock", "tuple")
                .set("postgresql.session.wait.count", 3)
                .row("wait", "cpu", "")
                .set("postgresql.session.wait.count", 1)
                .row("wait", "io", "walsync")
                .snapshot(),
            0);
    assertThat(value(derived, "postgresql.session.wait.share", 0)).isEqualTo(0.75);
    assertThat(value(derived, "postgresql.session.wait.share", 1)).isEqualTo(0.25);
    assertThat(value(derived, "postgresql.session.wait.share", 2)).isNull();
  }

  @Test
  void whenNobodyWaitsThereAreNoShares() {
    Snapshot sampled = Snapshots.at(10).table("wait").snapshot();
    assertThat(DerivedMetrics.addTo(sampled, 0)).isEqualTo(sampled);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.7, 1, 3, 9.999999, 10, 60, 599.123457})
  void aThousandBlocksAreTooFewForAHitRatioWhateverTheInterval(double seconds) {
    Snapshot few = blocks(seconds, 900, 100);
    Snapshot enough = blocks(seconds, 901, 100);
    assertThat(value(DerivedMetrics.addTo(few, seconds), "postgresql.cache.hit_ratio", 0)).isNull();
    assertThat(value(DerivedMetrics.addTo(enough, seconds), "postgresql.cache.hit_ratio", 0))
        .isCloseTo(901 / 1001.0, offset(1e-12));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.7, 1, 3, 9.999999, 10, 60, 599.123457})
  void aHundredTransactionsAreTooFewForARollbackRatio(double seconds) {
    Snapshot few = transactions(seconds, 60, 40);
    Snapshot enough = transactions(seconds, 60, 41);
    assertThat(value(DerivedMetrics.addTo(few, seconds), "postgresql.rollback.ratio", 0)).isNull();
    assertThat(value(DerivedMetrics.addTo(enough, seconds), "postgresql.rollback.ratio", 0))
        .isCloseTo(41 / 101.0, offset(1e-12));
  }

  @Test
  void withoutRatesThereAreNoRatios() {
    Snapshot sampled =
        Snapshots.at(10)
            .row("database", "shop")
            .set("postgresql.blks_hit", 1_000_000)
            .set("postgresql.blks_read", 1)
            .snapshot();
    assertThat(DerivedMetrics.addTo(sampled, 0)).isEqualTo(sampled);
  }

  private static Snapshot blocks(double seconds, double hit, double read) {
    return rated("postgresql.blks_hit", hit / seconds, "postgresql.blks_read", read / seconds);
  }

  private static Snapshot transactions(double seconds, double commits, double rollbacks) {
    return rated(
        "postgresql.commits", commits / seconds, "postgresql.rollbacks", rollbacks / seconds);
  }

  private static Snapshot rated(String first, double one, String second, double other) {
    Snapshot sampled = Snapshots.at(10).row("database", "shop").snapshot();
    List<MetricColumn> rates = List.of(rate(first, one), rate(second, other));
    return new Snapshot(sampled.atMicros(), List.of(sampled.tables().get(0).with(rates)));
  }

  private static MetricColumn rate(String name, double value) {
    return new MetricColumn(
        metric(name), true, new long[] {Double.doubleToRawLongBits(value)}, new boolean[] {true});
  }

  private static @Nullable Double value(Snapshot snapshot, String name, int row) {
    MetricTable table = snapshot.table(metric(name).group());
    MetricColumn column = table == null ? null : table.column(metric(name));
    return column == null || !column.has(row) ? null : (Double) column.asDouble(row);
  }

  private static Metric metric(String name) {
    return MetricCatalogue.shipped().metric(name);
  }
}
