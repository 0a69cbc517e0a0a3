package io.pgcause.rules.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A value of a YAML file with its place. Asking for a form it does not have is a problem of the
 * file: it goes to the issue log and the answer is null or empty, so that reading goes on.
 */
public final class YamlValue {

  private final SourceText source;
  private final Node node;
  private final IssueLog issues;

  YamlValue(SourceText source, Node node, IssueLog issues) {
    this.source = source;
    this.node = node;
    this.issues = issues;
  }

  /**
   * The value as a text that is not blank.
   *
   * @param what names the value in messages, such as {@code "title"}
   */
  public @Nullable PlacedText text(String what) {
    if (!(node instanceof ScalarNode scalar)) {
      issues.add(issue(what + " must be a text, not " + form()));
      return null;
    }
    PlacedText text = ScalarPlaces.of(source, scalar);
    if (text.value().isBlank()) {
      issues.add(issue(what + " must not be empty"));
      return null;
    }
    return text;
  }

  /** The value as a list; empty lists are problems too. */
  public List<YamlValue> items(String what) {
    if (!(node instanceof SequenceNode sequence)) {
      issues.add(issue(what + " must be a list, not " + form()));
      return List.of();
    }
    if (sequence.getValue().isEmpty()) {
      issues.add(issue(what + " must not be empty"));
    }
    return values(sequence);
  }

  /** The value as a list that may be empty. */
  public List<YamlValue> itemsIfAny(String what) {
    return node instanceof SequenceNode sequence ? values(sequence) : items(what);
  }

  /** The value as texts of a list; those that are no texts are left out. */
  public List<PlacedText> texts(String what) {
    List<PlacedText> texts = new ArrayList<>();
    for (YamlValue item : items(what)) {
      PlacedText text = item.text("an entry of " + what);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** The value as fields with the names {@code known}; any other name is a problem. */
  public YamlFields fields(String what, List<String> known) {
    Map<String, YamlValue> values = new LinkedHashMap<>();
    for (Map.Entry<PlacedText, YamlValue> entry : entries(what)) {
      PlacedText key = entry.getKey();
      if (!known.contains(key.value())) {
        String hint = NearestName.hint(key.value(), known);
        issues.add(
            key.issue(
                "unknown key '"
                    + key.value()
                    + "' of "
                    + what
                    + (hint.isEmpty() ? "; known are " + String.join(", ", known) : hint)));
      }
      values.put(key.value(), entry.getValue());
    }
    return new YamlFields(this, what, values, issues);
  }

  /** The value as fields with names of the author's choice, in their order, without doubles. */
  public List<Map.Entry<PlacedText, YamlValue>> entries(String what) {
    if (!(node instanceof MappingNode mapping)) {
      issues.add(issue(what + " must be fields, not " + form()));
      return List.of();
    }
    Map<String, Map.Entry<PlacedText, YamlValue>> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      PlacedText key = new YamlValue(source, tuple.getKeyNode(), issues).text("a key of " + what);
      YamlValue value = new YamlValue(source, tuple.getValueNode(), issues);
      if (key != null && entries.putIfAbsent(key.value(), Map.entry(key, value)) != null) {
        issues.add(key.issue("key '" + key.value() + "' of " + what + " stands twice"));
      }
    }
    return List.copyOf(entries.values());
  }

  boolean isFields() {
    return node instanceof MappingNode;
  }

  /** The problem {@code message} of this value. */
  public RuleIssue issue(String message) {
    int from = node.getStartMark().map(mark -> ScalarPlaces.offset(source, mark)).orElse(0);
    int to = node.getEndMark().map(mark -> ScalarPlaces.offset(source, mark)).orElse(from);
    boolean block = node instanceof MappingNode || node instanceof SequenceNode;
    return source.issue(from, block ? from + 1 : to, message);
  }

  private List<YamlValue> values(SequenceNode sequence) {
    return sequence.getValue().stream().map(item -> new YamlValue(source, item, issues)).toList();
  }

  private String form() {
    return switch (node.getNodeType()) {
      case SCALAR -> "a text";
      case SEQUENCE -> "a list";
      case MAPPING -> "fields";
      case ANCHOR -> "an alias";
    };
  }
}
