package io.pgcause.wire.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTest {

  private static final MetricCatalogue CATALOGUE = MetricCatalogue.shipped();
  private static final MetricGroup DATABASE = CATALOGUE.group("database");
  private static final Metric COMMITS = CATALOGUE.metric("postgresql.commits");

  @Test
  void tableIsFoundByItsGroup() {
    MetricTable table = MetricTable.builder(DATABASE).build();
    Snapshot snapshot = new Snapshot(1, List.of(table));
    assertThat(snapshot.table(DATABASE)).isSameAs(table);
    assertThat(snapshot.table(CATALOGUE.group("wal"))).isNull();
  }

  @Test
  void groupStandsOnce() {
    MetricTable table = MetricTable.builder(DATABASE).build();
    assertThatThrownBy(() -> new Snapshot(1, List.of(table, table)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("group database stands twice");
  }

  @Test
  void samplesAreTheValuesThatAreThere() {
    MetricTable table =
        MetricTable.builder(DATABASE)
            .row("a")
            .set(COMMITS, 1)
            .row("b")
            .row("c")
            .set(COMMITS, 0)
            .build();
    assertThat(new Snapshot(1, List.of(table)).samples()).isEqualTo(2);
    assertThat(new Snapshot(1, List.of()).samples()).isZero();
  }
}
