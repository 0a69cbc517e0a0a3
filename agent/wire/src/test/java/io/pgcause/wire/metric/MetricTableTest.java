package io.pgcause.wire.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricTableTest {

  private static final MetricCatalogue CATALOGUE = MetricCatalogue.shipped();
  private static final MetricGroup DATABASE = CATALOGUE.group("database");
  private static final MetricGroup CONNECTION = CATALOGUE.group("connection");
  private static final Metric COMMITS = CATALOGUE.metric("postgresql.commits");
  private static final Metric READ_TIME = CATALOGUE.metric("postgresql.block.read_time");
  private static final Metric UP = CATALOGUE.metric("postgresql.up");

  @Test
  void builderLeavesHolesWhereNothingWasSet() {
    MetricTable table =
        MetricTable.builder(DATABASE)
            .row("a")
            .row("b")
            .set(COMMITS, 5)
            .row("c")
            .set(READ_TIME, 0.5)
            .row("d")
            .build();
    assertThat(table.rows()).isEqualTo(4);
    assertThat(table.column(COMMITS)).hasToString("postgresql.commits -, 5, -, -");
    assertThat(table.column(READ_TIME)).hasToString("postgresql.block.read_time -, -, 0.5, -");
    assertThat(table.column(CATALOGUE.metric("postgresql.rollbacks"))).isNull();
    assertThat(table.rateColumn(COMMITS)).isNull();
  }

  @Test
  void integerGivenForARealMetricIsAReal() {
    MetricTable table = MetricTable.builder(DATABASE).row("a").set(READ_TIME, 3).build();
    MetricColumn column = table.columns().get(0);
    assertThat(column.asDouble(0)).isEqualTo(3.0);
    assertThatThrownBy(() -> column.asLong(0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void realGivenForAnIntegerMetricIsRefused() {
    MetricTable.Builder builder = MetricTable.builder(DATABASE).row("a");
    assertThatThrownBy(() -> builder.set(COMMITS, 0.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("postgresql.commits is an integer, not 0.5");
  }

  @Test
  void valueNeedsARow() {
    MetricTable.Builder builder = MetricTable.builder(DATABASE);
    assertThatThrownBy(() -> builder.set(COMMITS, 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void labelsAreAsManyAsTheGroupHas() {
    MetricTable.Builder tooMany = MetricTable.builder(DATABASE).row("a", "b");
    MetricTable.Builder none = MetricTable.builder(DATABASE).row();
    assertThatThrownBy(tooMany::build).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(none::build).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void labelTooLongOrWithAZeroIsRefused() {
    MetricTable.Builder zero = MetricTable.builder(DATABASE).row("a\0");
    MetricTable.Builder longest =
        MetricTable.builder(DATABASE).row("x".repeat(MetricTable.MAX_LABEL_CHARS));
    MetricTable.Builder tooLong =
        MetricTable.builder(DATABASE).row("x".repeat(MetricTable.MAX_LABEL_CHARS + 1));
    assertThatThrownBy(zero::build).isInstanceOf(IllegalArgumentException.class);
    assertThat(longest.build().rows()).isEqualTo(1);
    assertThatThrownBy(tooLong::build).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void columnsAreOfTheGroupAsLongAsTheTableAndThereOnce() {
    List<List<String>> rows = List.of(List.of("a"));
    MetricColumn commits = column(COMMITS, false, 1);
    assertThatThrownBy(() -> new MetricTable(DATABASE, rows, List.of(column(UP, false, 1))))
        .hasMessage("postgresql.up is not a metric of group database");
    assertThatThrownBy(() -> new MetricTable(DATABASE, rows, List.of(column(COMMITS, false, 2))))
        .hasMessage("postgresql.commits: 2 rows, table has 1");
    assertThatThrownBy(() -> new MetricTable(DATABASE, rows, List.of(commits, commits)))
        .hasMessage("postgresql.commits stands twice");
  }

  @Test
  void rateStandsBesideItsCounter() {
    MetricTable table = MetricTable.builder(DATABASE).row("a").set(COMMITS, 5).build();
    MetricColumn rate = column(COMMITS, true, 1);
    MetricTable rated = table.with(List.of(rate));
    assertThat(rated.rateColumn(COMMITS)).isSameAs(rate);
    assertThat(rated.column(COMMITS)).isEqualTo(table.column(COMMITS));
    assertThat(rate.type()).isEqualTo(ValueType.REAL);
    assertThat(rate).hasToString("rate(postgresql.commits) 1.5");
    assertThat(rated).isNotEqualTo(table).hasSameHashCodeAs(table.with(List.of(rate)));
  }

  @Test
  void objectNamesTheLabelsThatHaveAValue() {
    MetricTable table =
        MetricTable.builder(CONNECTION)
            .row("active", null, "", "psql")
            .row(null, null, null, null)
            .build();
    assertThat(table.object(0)).isEqualTo("state=active, application.name=psql");
    assertThat(table.object(1)).isEmpty();
    assertThat(MetricTable.builder(CATALOGUE.group("wal")).row().build().object(0)).isEmpty();
  }

  @Test
  void objectsOfDifferentRowsDifferWhateverTheLabelsHold() {
    MetricTable table =
        MetricTable.builder(CONNECTION)
            .row("a", "b", null, null)
            .row("a, db.namespace=b", null, null, null)
            .row("a\\, db.namespace=b", null, null, null)
            .build();
    assertThat(List.of(table.object(0), table.object(1), table.object(2)))
        .containsExactly(
            "state=a, db.namespace=b",
            "state=a\\, db.namespace=b",
            "state=a\\\\\\, db.namespace=b");
  }

  @Test
  void tableDoesNotFollowTheListsItWasMadeOf() {
    List<String> labels = new ArrayList<>(List.of("a"));
    List<List<String>> rows = new ArrayList<>(List.of(labels));
    MetricTable table = new MetricTable(DATABASE, rows, List.of());
    labels.set(0, "b");
    rows.add(labels);
    assertThat(table.rows()).isEqualTo(1);
    assertThat(table.labels(0)).containsExactly("a");
  }

  @Test
  void absentCellsAreZeroAndEqualWhateverStoodThere() {
    MetricColumn one = new MetricColumn(COMMITS, false, new long[] {7}, new boolean[] {false});
    MetricColumn other = new MetricColumn(COMMITS, false, new long[] {8}, new boolean[] {false});
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    assertThat(one.has(0)).isFalse();
    assertThat(one.asLong(0)).isZero();
    assertThat(one.asDouble(0)).isZero();
  }

  @ParameterizedTest(name = "{0} flags")
  @ValueSource(ints = {0, 2})
  void columnHasAFlagPerValue(int flags) {
    assertThatThrownBy(() -> new MetricColumn(COMMITS, false, new long[1], new boolean[flags]))
        .hasMessage("postgresql.commits: 1 values but " + flags + " flags");
  }

  private static MetricColumn column(Metric metric, boolean rate, int rows) {
    long[] bits = new long[rows];
    boolean[] present = new boolean[rows];
    Arrays.fill(bits, Double.doubleToRawLongBits(1.5));
    Arrays.fill(present, true);
    return new MetricColumn(metric, rate, bits, present);
  }
}
