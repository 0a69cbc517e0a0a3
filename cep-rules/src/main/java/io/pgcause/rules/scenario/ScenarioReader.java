package io.pgcause.rules.scenario;

import io.pgcause.rules.expression.ExpressionCompiler;
import io.pgcause.rules.expression.MetricRow;
import io.pgcause.rules.expression.TimeText;
import io.pgcause.rules.source.IssueLog;
import io.pgcause.rules.source.PlacedText;
import io.pgcause.rules.source.RuleCheckException;
import io.pgcause.rules.source.SourceText;
import io.pgcause.rules.source.YamlDocument;
import io.pgcause.rules.source.YamlFields;
import io.pgcause.rules.source.YamlValue;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads one file of scenarios; good for one use. */
final class ScenarioReader {

  private final IssueLog issues = new IssueLog();
  private final ExpressionCompiler compiler =
      new ExpressionCompiler(MetricCatalogue.shipped(), issues, false);
  private final List<Scenario> scenarios = new ArrayList<>();

  private ScenarioReader() {}

  static ScenarioFile read(SourceText source) throws RuleCheckException {
    ScenarioReader reader = new ScenarioReader();
    YamlDocument.read(source, reader.issues).ifPresent(reader::file);
    reader.issues.throwIfAny();
    return new ScenarioFile(reader.scenarios);
  }

  private void file(YamlValue value) {
    for (YamlValue item : value.items("the file of scenarios")) {
      scenario(item, item.fields("a scenario", List.of("name", "every", "input", "expect")));
    }
    if (!issues.isEmpty()) {
      return;
    }
    if (scenarios.stream().allMatch(scenario -> scenario.expected().isEmpty())) {
      issues.add(value.issue("no scenario raises an alert; show when the rule does"));
    }
    if (scenarios.stream().noneMatch(scenario -> scenario.expected().isEmpty())) {
      issues.add(value.issue("every scenario raises an alert; show a near miss that must not"));
    }
  }

  private void scenario(YamlValue item, YamlFields fields) {
    PlacedText name = fields.requireText("name");
    Duration every = every(fields.requireText("every"));
    YamlValue input = fields.require("input");
    YamlValue expect = fields.require("expect");
    if (name == null || every == null || input == null || expect == null) {
      return;
    }
    Map<MetricGroup, GroupSeries> groups = new LinkedHashMap<>();
    int length = input(input, name.value(), groups);
    List<Snapshot> snapshots = new ArrayList<>();
    for (int at = 0; at < length; at++) {
      snapshots.add(snapshot(at, every, groups));
    }
    List<ExpectedAlert> expected = expected(expect, every, length);
    scenarios.add(new Scenario(name.value(), every, snapshots, expected));
  }

  private @Nullable Duration every(@Nullable PlacedText text) {
    Duration every = text == null ? null : TimeText.parse(text, issues);
    if (text != null && every != null && every.isZero()) {
      issues.add(text.issue("the time between two snapshots must be above 0"));
      return null;
    }
    return every;
  }

  /** Reads the series into {@code groups}; returns how many snapshots they make. */
  private int input(YamlValue input, String scenario, Map<MetricGroup, GroupSeries> groups) {
    int length = -1;
    for (Map.Entry<PlacedText, YamlValue> entry : input.entries("input")) {
      PlacedText key = entry.getKey();
      MetricRow row = compiler.row(key);
      PlacedText text = entry.getValue().text("a series");
      long seed = (scenario + "/" + key.value()).hashCode();
      Series series = text == null ? null : Series.parse(text, seed, issues);
      if (row == null || text == null || series == null) {
        continue;
      }
      if (length >= 0 && series.length() != length) {
        issues.add(
            text.issue("this series has " + series.length() + " values, the first " + length));
        continue;
      }
      length = series.length();
      MetricGroup group = row.metric().group();
      if (!groups.computeIfAbsent(group, GroupSeries::new).add(row, series)) {
        issues.add(key.issue("there is a series of this row already"));
      }
    }
    return issues.isEmpty() ? Math.max(0, length) : 0;
  }

  private static Snapshot snapshot(int at, Duration every, Map<MetricGroup, GroupSeries> groups) {
    List<MetricTable> tables =
        groups.values().stream().map(group -> group.table(at)).filter(Objects::nonNull).toList();
    return new Snapshot(Scenario.START_MICROS + every.multipliedBy(at).toNanos() / 1000, tables);
  }

  private List<ExpectedAlert> expected(YamlValue expect, Duration every, int length) {
    List<ExpectedAlert> alerts = new ArrayList<>();
    for (YamlValue item : expect.itemsIfAny("expect")) {
      YamlFields fields = item.fields("an expected alert", List.of("at", "root"));
      PlacedText at = fields.requireText("at");
      PlacedText root = fields.requireText("root");
      Duration time = at == null ? null : TimeText.parse(at, issues);
      if (at == null || root == null || time == null) {
        continue;
      }
      long cycle = time.dividedBy(every);
      if (issues.isEmpty() && (cycle >= length || !every.multipliedBy(cycle).equals(time))) {
        issues.add(at.issue("no snapshot is taken " + at + " after the first"));
      }
      alerts.add(new ExpectedAlert(time, root.value()));
    }
    return alerts;
  }
}
