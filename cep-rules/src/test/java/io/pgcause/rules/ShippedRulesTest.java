package io.pgcause.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.rules.scenario.ExpectedAlert;
import io.pgcause.rules.scenario.Scenario;
import io.pgcause.rules.scenario.ScenarioFile;
import io.pgcause.rules.source.RuleCheckException;
import io.pgcause.wire.metric.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shipped files are right. The order of steps is matched by the pipeline, which runs the same
 * scenarios through the compiled pattern; here only the steps are looked at.
 */
class ShippedRulesTest {

  private static final Path RULES = TestFiles.shipped("rules");
  private static final Path GRAPH = TestFiles.shipped("graph/causal-graph.yaml");

  static List<Rule> rules() throws IOException, RuleCheckException {
    return RuleBook.load(RULES, GRAPH).rules();
  }

  @Test
  void everyShippedRuleIsSound() throws Exception {
    assertThat(RuleBook.load(RULES, GRAPH).rules())
        .extracting(Rule::toString)
        .containsExactly("CONN-02@1", "LOCK-01@1", "LOCK-02@1");
  }

  @Test
  void theClassPathHoldsTheSameRulesAsTheFolder() throws Exception {
    assertThat(RuleBook.shipped().rules())
        .extracting(Rule::text)
        .isEqualTo(RuleBook.load(RULES, GRAPH).rules().stream().map(Rule::text).toList());
  }

  @Test
  void theRuleInTheReadmeIsSound() throws Exception {
    String readme = Files.readString(TestFiles.shipped("README.md"));
    int from = readme.indexOf("```yaml\n") + "```yaml\n".length();
    String yaml = readme.substring(from, readme.indexOf("```", from));
    assertThat(Rule.parse("README.md", yaml, CausalGraph.load(GRAPH)).id()).isEqualTo("LOCK-01");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void lastStepHoldsWhenAnAlertIsExpectedAndItsRootIsTheRules(Rule rule) throws Exception {
    for (Scenario scenario : scenarios(rule)) {
      assertThat(holds(rule, scenario).get(rule.steps().size() - 1))
          .as(scenario.name())
          .containsAll(scenario.expected().stream().map(ExpectedAlert::atMicros).toList());
      assertThat(scenario.expected())
          .as(scenario.name())
          .allMatch(alert -> alert.root().equals(rule.root()));
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void someNearMissesFailByOrderOrTimeAlone(Rule rule) throws Exception {
    assertThat(scenarios(rule))
        .filteredOn(scenario -> scenario.expected().isEmpty())
        .filteredOn(scenario -> holds(rule, scenario).stream().noneMatch(List::isEmpty))
        .hasSizeGreaterThanOrEqualTo(2);
  }

  private static List<Scenario> scenarios(Rule rule) throws IOException, RuleCheckException {
    Path file = RULES.resolve(rule.file()).resolveSibling(ScenarioFile.NAME);
    List<Scenario> scenarios = ScenarioFile.load(file).scenarios();
    assertThat(ScenarioFile.shipped(rule).scenarios()).isEqualTo(scenarios);
    return scenarios;
  }

  /** Per step, the times of the snapshots at which it holds. */
  private static List<List<Long>> holds(Rule rule, Scenario scenario) {
    List<List<Long>> holds = new ArrayList<>();
    rule.steps().forEach(step -> holds.add(new ArrayList<>()));
    RuleMemory memory = new RuleMemory();
    for (Snapshot snapshot : scenario.snapshots()) {
      for (RuleStep step : rule.steps()) {
        if (step.evaluate(snapshot, memory).holdsNow()) {
          holds.get(step.index()).add(snapshot.atMicros());
        }
      }
    }
    return holds;
  }
}
