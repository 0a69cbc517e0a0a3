package io.pgcause.rules;

import io.pgcause.rules.source.SourceText;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The parts of a rule while its file is read; incomplete when the file is wrong. */
final class RuleDraft {

  String id = "";
  int version;
  String title = "";
  String says = "";
  @Nullable Severity severity;
  @Nullable RuleKey key;
  List<Parameter> parameters = List.of();
  @Nullable StepsReader steps;
  int windows;
  String cause = "";
  List<String> path = List.of();
  Subjects subjects = Subjects.NONE;
  List<AdviceLine> advice = List.of();
  String source = "";

  /** The rule; only for a draft without issues. */
  Rule finish(SourceText text) {
    Rule.RuleText words =
        new Rule.RuleText(
            text.file(),
            text.text(),
            id,
            version,
            title,
            says,
            Objects.requireNonNull(severity),
            Objects.requireNonNull(key),
            cause,
            List.copyOf(path),
            source);
    StepsReader read = Objects.requireNonNull(steps);
    return new Rule(
        words,
        parameters,
        read.finish(id + "@" + version, windows),
        read.within(),
        advice,
        subjects);
  }
}
