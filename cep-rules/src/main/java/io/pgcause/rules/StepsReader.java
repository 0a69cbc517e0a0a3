package io.pgcause.rules;

import io.pgcause.rules.expression.Condition;
import io.pgcause.rules.expression.ExpressionCompiler;
import io.pgcause.rules.expression.TimeText;
import io.pgcause.rules.source.IssueLog;
import io.pgcause.rules.source.PlacedText;
import io.pgcause.rules.source.YamlFields;
import io.pgcause.rules.source.YamlValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the steps of one rule and their order; good for one use. */
final class StepsReader {

  private final ExpressionCompiler compiler;
  private final IssueLog issues;
  private final Map<String, DraftStep> steps = new LinkedHashMap<>();
  private StepOrder order = new StepOrder(List.of(), Duration.ZERO, false);

  /** A step before its place in the pattern is known; the condition is null when it is wrong. */
  private record DraftStep(
      PlacedText name, String when, Duration heldFor, @Nullable Condition condition) {}

  StepsReader(ExpressionCompiler compiler, IssueLog issues) {
    this.compiler = compiler;
    this.issues = issues;
  }

  void read(List<YamlValue> values, @Nullable PlacedText pattern) {
    for (YamlValue value : values) {
      step(value.fields("a step", List.of("name", "when", "for")));
    }
    if (pattern == null || steps.isEmpty()) {
      return;
    }
    order = StepOrder.read(pattern, List.copyOf(steps.keySet()), issues);
    for (DraftStep step : steps.values()) {
      String name = step.name().value();
      if (order.sound() && !order.names().contains(name)) {
        issues.add(step.name().issue("step '" + name + "' is not in the pattern"));
      }
    }
  }

  Duration within() {
    return order.within();
  }

  /** The steps in the order of the pattern; only when there were no issues. */
  List<RuleStep> finish(String owner, int windows) {
    List<RuleStep> finished = new ArrayList<>();
    for (String name : order.names()) {
      DraftStep step = steps.get(name);
      if (step == null || step.condition() == null) {
        throw new IllegalStateException("step " + name + " of " + owner + " was not checked");
      }
      int index = finished.size();
      RuleStep.Place place = new RuleStep.Place(owner, index, order.names().size(), windows);
      finished.add(new RuleStep(name, step.when(), step.heldFor(), step.condition(), place));
    }
    return finished;
  }

  private void step(YamlFields fields) {
    PlacedText name = fields.requireText("name");
    PlacedText when = fields.requireText("when");
    Condition condition = when == null ? null : compiler.condition(when);
    PlacedText forText = fields.findText("for");
    Duration heldFor = forText == null ? null : TimeText.parse(forText, issues);
    if (name == null) {
      return;
    }
    if (!StepOrder.isName(name.value())) {
      issues.add(name.issue("a step's name has letters, digits and _, and begins with a letter"));
    }
    String shown = when == null ? "" : when.value().strip().replaceAll("\\s+", " ");
    DraftStep step =
        new DraftStep(name, shown, heldFor == null ? Duration.ZERO : heldFor, condition);
    if (steps.putIfAbsent(name.value(), step) != null) {
      issues.add(name.issue("step '" + name.value() + "' stands twice"));
    }
  }
}
