package io.pgcause.rules;

import io.pgcause.rules.expression.ExpressionCompiler;
import io.pgcause.rules.expression.Quantity;
import io.pgcause.rules.source.IssueLog;
import io.pgcause.rules.source.NearestName;
import io.pgcause.rules.source.PlacedText;
import io.pgcause.rules.source.RuleCheckException;
import io.pgcause.rules.source.SourceText;
import io.pgcause.rules.source.YamlDocument;
import io.pgcause.rules.source.YamlFields;
import io.pgcause.rules.source.YamlValue;
import io.pgcause.wire.metric.MetricCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one rule file; good for one use. Every part is read even when another one is wrong. */
final class RuleReader {

  private static final List<String> KEYS =
      List.of(
          "rule",
          "version",
          "title",
          "says",
          "severity",
          "key",
          "parameters",
          "steps",
          "pattern",
          "cause",
          "path",
          "subjects",
          "advice",
          "source");
  private static final int MAX_VERSION = 1_000_000;

  private final SourceText source;
  private final CausalGraph graph;
  private final IssueLog issues = new IssueLog();
  private final ExpressionCompiler compiler =
      new ExpressionCompiler(MetricCatalogue.shipped(), issues, true);

  private RuleReader(SourceText source, CausalGraph graph) {
    this.source = source;
    this.graph = graph;
  }

  static Rule read(SourceText source, CausalGraph graph) throws RuleCheckException {
    RuleReader reader = new RuleReader(source, graph);
    YamlValue document = YamlDocument.read(source, reader.issues).orElse(null);
    RuleDraft draft =
        document == null ? new RuleDraft() : reader.rule(document.fields("a rule", KEYS));
    reader.issues.throwIfAny();
    return draft.finish(source);
  }

  private RuleDraft rule(YamlFields fields) {
    RuleDraft draft = new RuleDraft();
    draft.id = id(fields.requireText("rule"));
    draft.version = version(fields.requireText("version"));
    draft.title = value(fields.requireText("title"));
    draft.says = value(fields.requireText("says"));
    draft.severity = word("severity", fields.requireText("severity"), Severity.values());
    draft.key = word("key", fields.requireText("key"), RuleKey.values());
    draft.parameters = parameters(fields.find("parameters"));
    StepsReader steps = new StepsReader(compiler, issues);
    steps.read(fields.requireItems("steps"), fields.requireText("pattern"));
    draft.steps = steps;
    draft.windows = compiler.windows();
    draft.cause = value(fields.requireText("cause"));
    draft.path = path(fields.requireTexts("path"));
    YamlValue named = fields.find("subjects");
    Subjects subjects = named == null ? Subjects.NONE : Subjects.read(named, compiler, issues);
    draft.subjects = subjects == null ? Subjects.NONE : subjects;
    draft.advice = advice(fields.requireTexts("advice"), subjects);
    draft.source = value(fields.requireText("source"));
    unused(fields.find("parameters"));
    return draft;
  }

  private String id(@Nullable PlacedText text) {
    if (text != null && !text.value().matches("[A-Z][A-Z0-9]*-[0-9]{2,}")) {
      issues.add(text.issue("a rule is called like LOCK-01, not '" + text.value() + "'"));
    }
    return value(text);
  }

  private int version(@Nullable PlacedText text) {
    if (text == null) {
      return 0;
    }
    if (text.value().matches("[1-9][0-9]{0,6}")) {
      int version = Integer.parseInt(text.value());
      if (version <= MAX_VERSION) {
        return version;
      }
    }
    issues.add(text.issue("version is a number from 1 to " + MAX_VERSION + ", not '" + text + "'"));
    return 0;
  }

  private <E extends Enum<E>> @Nullable E word(String what, @Nullable PlacedText text, E[] words) {
    if (text == null) {
      return null;
    }
    for (E word : words) {
      if (word.toString().equals(text.value())) {
        return word;
      }
    }
    List<String> known = Arrays.stream(words).map(Object::toString).toList();
    issues.add(
        text.issue(what + " is one of " + String.join(", ", known) + "; found '" + text + "'"));
    return null;
  }

  private List<Parameter> parameters(@Nullable YamlValue value) {
    List<Parameter> parameters = new ArrayList<>();
    if (value == null) {
      return parameters;
    }
    for (Map.Entry<PlacedText, YamlValue> entry : value.entries("parameters")) {
      String name = entry.getKey().value();
      YamlFields fields = entry.getValue().fields("a parameter", List.of("default", "basis"));
      PlacedText number = fields.requireText("default");
      String basis = value(fields.requireText("basis"));
      Quantity quantity = number == null ? null : compiler.quantity(number);
      // A wrong default must not make every use of its name unknown.
      compiler.define(entry.getKey(), quantity == null ? Quantity.ANY : quantity);
      parameters.add(new Parameter(name, value(number), basis));
    }
    return parameters;
  }

  private void unused(@Nullable YamlValue value) {
    if (value == null) {
      return;
    }
    for (Map.Entry<PlacedText, YamlValue> entry : value.entries("parameters")) {
      PlacedText name = entry.getKey();
      if (!compiler.uses(name.value())) {
        issues.add(name.issue("parameter '" + name.value() + "' is not used by any step"));
      }
    }
  }

  private List<String> path(List<PlacedText> nodes) {
    List<String> path = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (PlacedText node : nodes) {
      String id = node.value();
      String before = path.isEmpty() ? null : path.get(path.size() - 1);
      if (graph.find(id) == null) {
        issues.add(node.issue("unknown node '" + id + "'" + NearestName.hint(id, graph.ids())));
      } else if (!seen.add(id)) {
        issues.add(node.issue("node '" + id + "' stands twice in the path"));
      } else if (before != null
          && graph.find(before) != null
          && !graph.downstream(before).contains(id)) {
        issues.add(node.issue(noEdge(before, id)));
      }
      path.add(id);
    }
    return path;
  }

  private String noEdge(String from, String to) {
    List<String> effects = graph.downstream(from);
    return "the graph has no edge "
        + from
        + " -> "
        + to
        + (effects.isEmpty()
            ? "; none leaves " + from
            : "; from " + from + " edges lead to " + String.join(", ", effects));
  }

  /**
   * @param subjects null when they are wrong: what may fill a placeholder is then not known
   */
  private List<AdviceLine> advice(List<PlacedText> lines, @Nullable Subjects subjects) {
    return subjects == null
        ? List.of()
        : lines.stream().map(line -> AdviceLine.read(line, subjects, issues)).toList();
  }

  private static String value(@Nullable PlacedText text) {
    return text == null ? "" : text.value().strip();
  }
}
