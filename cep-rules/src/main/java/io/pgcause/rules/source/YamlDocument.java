package io.pgcause.rules.source;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads a file that holds one YAML 1.2 document. Files come from people and over the network, so
 * size and depth are bounded before anything is built.
 */
public final class YamlDocument {

  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_DEPTH = 32;

  private YamlDocument() {}

  /**
   * The value of the document.
   *
   * @return empty when it cannot be read; {@code issues} then says why
   */
  public static Optional<YamlValue> read(SourceText source, IssueLog issues) {
    if (source.length() > MAX_CHARACTERS) {
      issues.add(
          RuleIssue.ofFile(
              source.file(),
              "has " + source.length() + " characters; at most " + MAX_CHARACTERS + " are read"));
      return Optional.empty();
    }
    OptionalInt half =
        IntStream.range(0, source.length()).filter(at -> isHalf(source.at(at))).findFirst();
    if (half.isPresent()) {
      issues.add(noPlace(source, half.getAsInt(), source.at(half.getAsInt())));
      return Optional.empty();
    }
    LoadSettings settings =
        LoadSettings.builder().setLabel(source.file()).setUseMarks(true).build();
    try {
      if (isTooDeep(source, settings, issues)) {
        return Optional.empty();
      }
      Optional<YamlValue> value =
          new Compose(settings)
              .composeString(source.text())
              .map(node -> new YamlValue(source, node, issues));
      if (value.isEmpty()) {
        issues.add(RuleIssue.ofFile(source.file(), "is empty"));
      }
      return value;
    } catch (YamlEngineException e) {
      issues.add(issue(source, e));
      return Optional.empty();
    }
  }

  /** Composing is recursive, parsing is not: so depth is measured on the events first. */
  private static boolean isTooDeep(SourceText source, LoadSettings settings, IssueLog issues) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(source.text())) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > MAX_DEPTH) {
        int at = event.getStartMark().map(mark -> ScalarPlaces.offset(source, mark)).orElse(0);
        issues.add(source.issue(at, at + 1, "nested deeper than " + MAX_DEPTH + " levels"));
        return true;
      }
    }
    return false;
  }

  private static RuleIssue issue(SourceText source, YamlEngineException e) {
    if (e instanceof MarkedYamlEngineException marked) {
      Mark mark = marked.getProblemMark().or(marked::getContextMark).orElse(null);
      int at = mark == null ? 0 : ScalarPlaces.offset(source, mark);
      return source.issue(at, at + 1, "not YAML: " + firstLine(marked.getProblem()));
    }
    if (e instanceof ReaderException unreadable) {
      return noPlace(source, unreadable.getPosition(), unreadable.getCodePoint());
    }
    return RuleIssue.ofFile(source.file(), "not YAML: " + firstLine(e.getMessage()));
  }

  /** Half of a surrogate pair, on which the YAML reader stumbles. */
  private static boolean isHalf(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static RuleIssue noPlace(SourceText source, int at, int c) {
    return source.issue(at, at + 1, String.format("character U+%04X has no place in YAML", c));
  }

  private static String firstLine(String text) {
    return text == null ? "unreadable" : text.lines().findFirst().orElse("unreadable");
  }
}
