package io.pgcause.rules;

import io.pgcause.rules.source.IssueLog;
import io.pgcause.rules.source.NearestName;
import io.pgcause.rules.source.PlacedText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sentence of advice with placeholders such as <code>{process.pid}</code>. */
final class AdviceLine {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");

  private final String text;

  private AdviceLine(String text) {
    this.text = text;
  }

  /**
   * Reads {@code text} and logs placeholders that can never be filled.
   *
   * @param labels the labels a subject of the rule has; empty when the rule has no subject
   */
  static AdviceLine read(PlacedText text, List<String> labels, IssueLog issues) {
    Matcher placeholder = PLACEHOLDER.matcher(text.value());
    while (placeholder.find()) {
      String name = placeholder.group(1);
      if (!labels.contains(name)) {
        String hint = NearestName.hint(name, labels);
        String known = labels.isEmpty() ? "the rule has no subject" : String.join(", ", labels);
        issues.add(
            text.issue(
                placeholder.start(),
                placeholder.end(),
                "nothing fills '{" + name + "}'" + (hint.isEmpty() ? "; " + known : hint)));
      }
    }
    return new AdviceLine(text.value().strip());
  }

  /**
   * The sentence with its placeholders filled.
   *
   * @return empty when one has no value
   */
  Optional<String> fill(Map<String, String> subject) {
    Matcher placeholder = PLACEHOLDER.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (placeholder.find()) {
      String value = subject.get(placeholder.group(1));
      if (value == null) {
        return Optional.empty();
      }
      placeholder.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return Optional.of(placeholder.appendTail(filled).toString());
  }
}
