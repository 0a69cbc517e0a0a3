package io.pgcause.rules;

import io.pgcause.rules.expression.ExpressionCompiler;
import io.pgcause.rules.expression.RowPick;
import io.pgcause.rules.source.IssueLog;
import io.pgcause.rules.source.NearestName;
import io.pgcause.rules.source.PlacedText;
import io.pgcause.rules.source.YamlValue;
import io.pgcause.wire.metric.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom a rule is about, by names of its author's choice: {@code root_blocker}, {@code waiting_ddl}.
 * Each is the row that a selector picks from a snapshot. Immutable.
 */
final class Subjects {

  static final Subjects NONE = new Subjects(Map.of());

  private final Map<String, RowPick> picks;

  private Subjects(Map<String, RowPick> picks) {
    this.picks = picks;
  }

  /** Reads {@code value}; null when a subject is wrong, which is then in {@code issues}. */
  static @Nullable Subjects read(YamlValue value, ExpressionCompiler compiler, IssueLog issues) {
    Map<String, RowPick> picks = new LinkedHashMap<>();
    boolean sound = true;
    for (Map.Entry<PlacedText, YamlValue> entry : value.entries("subjects")) {
      PlacedText name = entry.getKey();
      if (!name.value().matches("[a-z][a-z0-9_]*")) {
        issues.add(name.issue("a subject's name has lower-case letters, digits and _ only"));
        sound = false;
      }
      PlacedText selector = entry.getValue().text("a subject");
      RowPick rows = selector == null ? null : compiler.rows(selector);
      if (rows != null) {
        picks.put(name.value(), rows);
      }
      sound &= rows != null;
    }
    return sound ? new Subjects(picks) : null;
  }

  /**
   * The labels of each subject's row in {@code snapshot}, by the subject's name and in the order of
   * the file. A subject without a row is left out.
   */
  Map<String, Map<String, String>> pick(Snapshot snapshot) {
    Map<String, Map<String, String>> found = new LinkedHashMap<>();
    picks.forEach((name, rows) -> rows.pick(snapshot).ifPresent(labels -> found.put(name, labels)));
    return found;
  }

  /** Whether a placeholder called {@code name}, subject and label, can be filled at all. */
  boolean canFill(String name) {
    return placeholders().contains(name);
  }

  /** The end of an error message about a placeholder that cannot. */
  String hint(String name) {
    if (picks.isEmpty()) {
      return "; the rule has no subjects";
    }
    String hint = NearestName.hint(name, placeholders());
    if (!hint.isEmpty()) {
      return hint;
    }
    RowPick rows = picks.get(subjectOf(name));
    return rows == null
        ? "; write {subject.label}, subjects are " + String.join(", ", picks.keySet())
        : "; " + subjectOf(name) + " has " + String.join(", ", rows.labelNames());
  }

  /** The subject that the placeholder {@code name} speaks of: labels have dots, subjects none. */
  static String subjectOf(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private List<String> placeholders() {
    List<String> names = new ArrayList<>();
    picks.forEach(
        (subject, rows) -> rows.labelNames().forEach(label -> names.add(subject + "." + label)));
    return names;
  }
}
