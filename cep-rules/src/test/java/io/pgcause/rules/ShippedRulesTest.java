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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shipped files are right. The order of steps is matched by the pipeline, which runs the same
 * scenarios through the compiled pattern; here only the steps are looked at.
 */
class ShippedRulesTest {

  private static final Path RULES = TestFiles.shipped("rules");
  private static final Path GRAPH = TestFiles.shipped("graph/causal-graph.yaml");

  static List<Arguments> alarming() throws IOException, RuleCheckException {
    return scenarios(true);
  }

  static List<Arguments> silent() throws IOException, RuleCheckException {
    return scenarios(false);
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

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("alarming")
  void lastStepBeginsWhenTheAlertIsExpected(String id, Rule rule, Scenario scenario) {
    List<List<Long>> beginnings = beginnings(rule, scenario);
    assertThat(beginnings).noneMatch(List::isEmpty);
    assertThat(beginnings.get(beginnings.size() - 1))
        .isEqualTo(scenario.expected().stream().map(ExpectedAlert::atMicros).toList());
    assertThat(scenario.expected()).extracting(ExpectedAlert::root).containsOnly(rule.root());
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("silent")
  void someStepNeverBeginsWhenNoAlertIsExpected(String id, Rule rule, Scenario scenario) {
    assertThat(beginnings(rule, scenario)).anyMatch(List::isEmpty);
  }

  private static List<Arguments> scenarios(boolean alarming)
      throws IOException, RuleCheckException {
    List<Arguments> found = new ArrayList<>();
    for (Rule rule : RuleBook.load(RULES, GRAPH).rules()) {
      Path file = RULES.resolve(rule.file()).resolveSibling(ScenarioFile.NAME);
      for (Scenario scenario : ScenarioFile.load(file).scenarios()) {
        if (scenario.expected().isEmpty() != alarming) {
          found.add(Arguments.of(rule.id(), rule, scenario));
        }
      }
    }
    return found;
  }

  private static List<List<Long>> beginnings(Rule rule, Scenario scenario) {
    List<List<Long>> beginnings = new ArrayList<>();
    rule.steps().forEach(step -> beginnings.add(new ArrayList<>()));
    RuleMemory memory = new RuleMemory();
    for (Snapshot snapshot : scenario.snapshots()) {
      for (RuleStep step : rule.steps()) {
        if (step.evaluate(snapshot, memory).began()) {
          beginnings.get(step.index()).add(snapshot.atMicros());
        }
      }
    }
    return beginnings;
  }
}
