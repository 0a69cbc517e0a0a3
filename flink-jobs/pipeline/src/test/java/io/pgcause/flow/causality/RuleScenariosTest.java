package io.pgcause.flow.causality;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.rules.Rule;
import io.pgcause.rules.RuleBook;
import io.pgcause.rules.scenario.Scenario;
import io.pgcause.rules.scenario.ScenarioFile;
import io.pgcause.rules.source.RuleCheckException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario beside a shipped rule raises the alerts its author wants, and no others. */
class RuleScenariosTest {

  static List<Arguments> scenarios() throws IOException, RuleCheckException {
    List<Arguments> found = new ArrayList<>();
    for (Rule rule : RuleBook.shipped().rules()) {
      for (Scenario scenario : ScenarioFile.shipped(rule).scenarios()) {
        found.add(Arguments.of(rule, scenario));
      }
    }
    return found;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("scenarios")
  void alertsAreThoseExpected(Rule rule, Scenario scenario) throws Exception {
    ScenarioRun run = new ScenarioRun(rule, scenario);
    List<String> alerts = run.alerts();

    assertThat(alerts)
        .withFailMessage(() -> run.complaint(alerts))
        .containsExactlyElementsOf(run.expected());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("scenarios")
  void alertsAreThoseExpectedAcrossARestoreInTheMiddle(Rule rule, Scenario scenario)
      throws Exception {
    ScenarioRun run = new ScenarioRun(rule, scenario);
    List<String> alerts = run.alertsAcrossARestore();

    assertThat(alerts)
        .withFailMessage(() -> "restored in the middle: " + run.complaint(alerts))
        .containsExactlyElementsOf(run.expected());
  }

  @Test
  void failureSaysWhatHeldWhen() throws Exception {
    Rule rule =
        RuleBook.shipped().rules().stream()
            .filter(each -> each.id().equals("LOCK-01"))
            .findFirst()
            .orElseThrow();
    String text =
        """
        - name: a queue that is gone before the DDL has waited
          every: 500 ms
          input:
            postgresql.lock.waiting.count{lock.mode="AccessShareLock"}: 9 x2, 0, 9, 0 x4
            postgresql.lock.waiting.count{lock.mode="AccessExclusiveLock"}: 1 x8
            postgresql.lock.wait.max_age{lock.mode="AccessExclusiveLock"}: 3.2 +0.5 x8
          expect: [{at: 3 s, root: long_transaction}]
        - name: nothing
          every: 10 s
          input: {postgresql.up: 1}
          expect: []
        """;
    ScenarioRun run =
        new ScenarioRun(rule, ScenarioFile.parse("scenarios.yaml", text).scenarios().get(0));

    assertThat(run.complaint(run.alerts()))
        .isEqualTo(
            """
            LOCK-01@1: a queue that is gone before the DDL has waited
              expected 3 s long_transaction
              found    nothing
              steps, within 60 s:
                ddl_waits held from 2 s to 3.5 s
                queue_grows held from 0 s to 0.5 s, at 1.5 s""");
  }
}
