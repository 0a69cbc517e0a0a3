package io.pgcause.flow.causality;

import io.pgcause.flow.event.Alert;
import io.pgcause.flow.event.WideEvent;
import io.pgcause.rules.Rule;
import io.pgcause.rules.RuleMemory;
import io.pgcause.rules.RuleStep;
import io.pgcause.rules.scenario.Scenario;
import io.pgcause.wire.metric.Snapshot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What the real operator makes of one scenario of a rule, and how to say that it is wrong. */
final class ScenarioRun {

  private static final String INSTANCE = "shop-1";

  private final Rule rule;
  private final Scenario scenario;

  ScenarioRun(Rule rule, Scenario scenario) {
    this.rule = rule;
    this.scenario = scenario;
  }

  /** The alerts, one a line. */
  List<String> alerts() throws Exception {
    return run(scenario.snapshots().size());
  }

  /**
   * The alerts when the operator fails in the middle and goes on from its state: while the first
   * match waits for its last step, or halfway when there is none.
   */
  List<String> alertsAcrossARestore() throws Exception {
    int middle = scenario.snapshots().size() / 2;
    for (int at = 0; !scenario.expected().isEmpty() && at < scenario.snapshots().size(); at++) {
      if (scenario.snapshots().get(at).atMicros() == scenario.expected().get(0).atMicros()) {
        middle = at;
      }
    }
    return run(middle);
  }

  /** The alerts that the scenario's author wants. */
  List<String> expected() {
    return scenario.expected().stream().map(alert -> line(alert.atMicros(), alert.root())).toList();
  }

  /** For an author whose scenario fails: what came, what was wanted, and when each step held. */
  String complaint(List<String> found) {
    StringBuilder text = new StringBuilder();
    text.append(rule).append(": ").append(scenario.name()).append('\n');
    text.append("  expected ").append(shown(expected())).append('\n');
    text.append("  found    ").append(shown(found)).append('\n');
    text.append("  steps, within ").append(rule.within().toSeconds()).append(" s:");
    for (RuleStep step : rule.steps()) {
      text.append("\n    ").append(step.name()).append(" held ").append(shown(held(step)));
    }
    return text.toString();
  }

  /**
   * @param restoreBefore the snapshot before which the operator fails; none when there are fewer
   */
  private List<String> run(int restoreBefore) throws Exception {
    try (RuleOperator operator = RuleOperator.open(RuleOperator.Backend.HEAP)) {
      operator.publish(rule.id(), rule.version(), rule.text());
      for (int at = 0; at < scenario.snapshots().size(); at++) {
        if (at == restoreBefore) {
          operator.restore(operator.checkpoint());
        }
        operator.see(event(at));
      }
      return operator.alerts().stream().map(ScenarioRun::line).toList();
    }
  }

  private WideEvent event(int at) {
    Snapshot snapshot = scenario.snapshots().get(at);
    return new WideEvent(INSTANCE, "agent-1", 1, at, snapshot.atMicros(), snapshot);
  }

  private List<String> held(RuleStep step) {
    RuleMemory memory = new RuleMemory();
    List<String> times = new ArrayList<>();
    long from = RuleMemory.NEVER;
    long to = RuleMemory.NEVER;
    for (Snapshot snapshot : scenario.snapshots()) {
      boolean holds = step.evaluate(snapshot, memory).holdsNow();
      if (!holds && from != RuleMemory.NEVER) {
        times.add(span(from, to));
        from = RuleMemory.NEVER;
      } else if (holds) {
        from = from == RuleMemory.NEVER ? snapshot.atMicros() : from;
        to = snapshot.atMicros();
      }
    }
    if (from != RuleMemory.NEVER) {
      times.add(span(from, to));
    }
    return times;
  }

  private static String line(Alert alert) {
    return line(alert.matchedAtMicros(), alert.rootNode());
  }

  private static String line(long atMicros, String root) {
    return time(atMicros) + " " + root;
  }

  private static String span(long from, long to) {
    return from == to ? "at " + time(from) : "from " + time(from) + " to " + time(to);
  }

  private static String time(long atMicros) {
    BigDecimal seconds = BigDecimal.valueOf(atMicros - Scenario.START_MICROS, 6);
    return seconds.stripTrailingZeros().toPlainString() + " s";
  }

  private static String shown(List<String> lines) {
    return lines.isEmpty() ? "nothing" : String.join(", ", lines);
  }
}
