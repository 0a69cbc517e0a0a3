package io.pgcause.wire.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MetricCatalogueTest {

  private static final MetricCatalogue CATALOGUE = MetricCatalogue.shipped();

  @Test
  void idsAreDenseFromOneInTheOrderOfTheFiles() {
    Collection<Metric> metrics = CATALOGUE.metrics();
    assertThat(metrics).extracting(Metric::id).containsExactlyElementsOf(upTo(metrics.size()));
    Collection<MetricGroup> groups = CATALOGUE.groups();
    assertThat(groups).extracting(MetricGroup::id).containsExactlyElementsOf(upTo(groups.size()));
  }

  @Test
  void catalogueOnlyGrows() {
    assertThat(CATALOGUE.version()).isEqualTo(CATALOGUE.metrics().size());
    assertThat(CATALOGUE.version()).isGreaterThanOrEqualTo(258);
    assertThat(CATALOGUE.groups()).hasSizeGreaterThanOrEqualTo(68);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "1, postgresql.up, 1, STATE, INTEGER, instance",
    "6, postgresql.stats.reset_time, s, GAUGE, REAL, stats_reset",
    "18, postgresql.schema.changed, {change}, EVENT, INTEGER, schema_change",
    "45, postgresql.commits, {transaction}, COUNTER, INTEGER, database",
    "56, postgresql.temp.io, By, COUNTER, INTEGER, database",
    "70, postgresql.cache.hit_ratio, 1, DERIVED, REAL, database",
    "110, postgresql.statement.exec_time, s, COUNTER, REAL, statement",
    "126, postgresql.bgwriter.duration, ms, COUNTER, REAL, checkpoint_time",
    "256, anomaly.score, 1, DERIVED, REAL, anomaly_score"
  })
  void metricNeverChangesItsMeaning(
      int id, String name, String unit, MetricKind kind, ValueType type, String group) {
    Metric metric = CATALOGUE.metric(name);
    assertThat(metric.id()).isEqualTo(id);
    assertThat(metric.unit()).isEqualTo(unit);
    assertThat(metric.kind()).isEqualTo(kind);
    assertThat(metric.type()).isEqualTo(type);
    assertThat(metric.group()).isEqualTo(CATALOGUE.group(group));
    assertThat(CATALOGUE.findMetric(id)).contains(metric);
  }

  @Test
  void labelsStandInTheirOrderOnTheWire() {
    assertThat(CATALOGUE.group("instance").labels()).isEmpty();
    assertThat(CATALOGUE.group("statement").labels()).containsExactly("db.namespace", "query.id");
    assertThat(CATALOGUE.group("io").labels())
        .containsExactly("backend.type", "io.object", "io.context");
    assertThat(CATALOGUE.group("io").labelIndex("io.context")).isEqualTo(2);
    assertThat(CATALOGUE.group("io").labelIndex("pid")).isEqualTo(-1);
  }

  @Test
  void everyGroupHasAMetricAndEveryNameIsWellFormed() {
    for (MetricGroup group : CATALOGUE.groups()) {
      assertThat(CATALOGUE.metrics(group)).as(group.name()).isNotEmpty();
      assertThat(group.name()).matches("[a-z]+(_[a-z]+)*");
      assertThat(group.labels()).doesNotHaveDuplicates().allMatch(label -> !label.isBlank());
      assertThat(CATALOGUE.findGroup(group.id())).contains(group);
    }
    assertThat(CATALOGUE.metrics())
        .extracting(Metric::name)
        .allMatch(name -> name.matches("[a-z0-9_]+(\\.[a-z0-9_]+)+"));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(MetricKind.class)
  void everyKindIsUsedAndOnlyDerivedOnesAreNotSampled(MetricKind kind) {
    List<Metric> metrics =
        CATALOGUE.metrics().stream().filter(metric -> metric.kind() == kind).toList();
    assertThat(metrics).isNotEmpty();
    assertThat(metrics).allMatch(metric -> metric.isSampled() == (kind != MetricKind.DERIVED));
  }

  @Test
  void unknownNameIsAFaultOfTheProgramme() {
    assertThat(CATALOGUE.findMetric("postgresql.ups")).isEmpty();
    assertThat(CATALOGUE.findMetric(0)).isEmpty();
    assertThat(CATALOGUE.findGroup(9999)).isEmpty();
    assertThatThrownBy(() -> CATALOGUE.metric("postgresql.ups"))
        .hasMessage("no metric \"postgresql.ups\" in the catalogue");
    assertThatThrownBy(() -> CATALOGUE.group("instances"))
        .hasMessage("no metric group \"instances\" in the catalogue");
  }

  private static List<Integer> upTo(int count) {
    return IntStream.rangeClosed(1, count).boxed().collect(Collectors.toList());
  }
}
