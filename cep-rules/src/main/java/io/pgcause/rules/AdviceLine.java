package io.pgcause.rules;

import io.pgcause.rules.source.IssueLog;
import io.pgcause.rules.source.PlacedText;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A sentence of advice with placeholders such as <code>{root_blocker.process.pid}</code>. */
final class AdviceLine {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

  private final String text;

  private AdviceLine(String text) {
    this.text = text;
  }

  /** Reads {@code text} and logs placeholders that {@code subjects} can never fill. */
  static AdviceLine read(PlacedText text, Subjects subjects, IssueLog issues) {
    Matcher placeholder = PLACEHOLDER.matcher(text.value());
    while (placeholder.find()) {
      String name = placeholder.group(1);
      if (!subjects.canFill(name)) {
        issues.add(
            text.issue(
                placeholder.start(),
                placeholder.end(),
                "nothing fills '{" + name + "}'" + subjects.hint(name)));
      }
    }
    return new AdviceLine(text.value().strip());
  }

  /**
   * The sentence with its placeholders filled.
   *
   * @param subjects labels by the name of their subject
   * @return empty when one has no value
   */
  Optional<String> fill(Map<String, Map<String, String>> subjects) {
    Matcher placeholder = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (placeholder.find()) {
      String value = value(placeholder.group(1), subjects);
      if (value == null) {
        return Optional.empty();
      }
      placeholder.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return Optional.of(placeholder.appendTail(filled).toString());
  }

  private static @Nullable String value(String name, Map<String, Map<String, String>> subjects) {
    String subject = Subjects.subjectOf(name);
    String label = name.substring(Math.min(name.length(), subject.length() + 1));
    return subjects.getOrDefault(subject, Map.of()).get(label);
  }
}
