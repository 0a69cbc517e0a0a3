package io.pgcause.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FamilyTableTest {

  private static final FamilyTable WAIT = FamilyTable.of(group("wait"));

  @Test
  void tableIsNamedAfterItsGroup() {
    assertThat(WAIT.name()).isEqualTo("metric_wait");
    assertThat(WAIT).hasToString("pgcause.metric_wait");
  }

  @Test
  void labelKeepsItsWholeNameAndMetricLosesWhatAllHaveInCommon() {
    assertThat(FamilyTable.of(group("filesystem")).columns())
        .extracting(FamilyTable.Column::name)
        .containsExactly(
            "at",
            "instance_id",
            "system_filesystem_mountpoint",
            "postgresql_role",
            "filesystem_utilization",
            "filesystem_available",
            "filesystem_inodes_utilization",
            "filesystem_readonly");
  }

  @Test
  void metricOfAnotherSourceKeepsItsSource() {
    assertThat(FamilyTable.of(group("host")).values())
        .extracting(FamilyTable.Column::name)
        .contains("cpu_load_average_1m", "container_cpu_throttled_ratio");
  }

  @Test
  void typeFollowsTheCatalogue() {
    assertThat(WAIT.columns())
        .extracting(FamilyTable.Column::sqlType)
        .containsExactly(
            "timestamp with time zone", "text", "text", "text", "bigint", "double precision");
  }

  @Test
  void keyEndsWithTheTime() {
    assertThat(WAIT.key())
        .extracting(FamilyTable.Column::name)
        .containsExactly("instance_id", "wait_type", "wait_event", "at");
  }

  @Test
  void groupStandsOnce() {
    assertThat(FamilyTable.all()).extracting(FamilyTable::group).doesNotHaveDuplicates();
  }

  @Test
  void noTwoColumnsOfATableHaveOneName() {
    assertThat(FamilyTable.all())
        .allSatisfy(
            table ->
                assertThat(table.columns())
                    .extracting(FamilyTable.Column::name)
                    .doesNotHaveDuplicates());
  }

  @Test
  void groupThatIsNotKeptRawHasNoTable() {
    assertThat(FamilyTable.find(group("pooler"))).isEmpty();
    assertThatThrownBy(() -> FamilyTable.of(group("pooler")))
        .hasMessage("group \"pooler\" has no table in schema pgcause");
  }

  @Test
  void ddlOfANewColumnIsAMigration() {
    FamilyTable.Column share = WAIT.values().get(1);

    assertThat(FamilyDdl.add(WAIT, share))
        .isEqualTo(
            String.join(
                "\n",
                List.of(
                    "alter table pgcause.metric_wait add column session_wait_share double"
                        + " precision;",
                    "comment on column pgcause.metric_wait.session_wait_share is",
                    "  'postgresql.session.wait.share: derived, 1; session.wait.count / all active"
                        + " sessions in the tick';")));
  }

  private static MetricGroup group(String name) {
    return MetricCatalogue.shipped().group(name);
  }
}
