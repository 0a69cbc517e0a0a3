package io.pgcause.rules.source;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The named values of one YAML mapping. What is required and missing goes to the issue log. */
public final class YamlFields {

  private final YamlValue owner;
  private final String what;
  private final Map<String, YamlValue> values;
  private final IssueLog issues;

  YamlFields(YamlValue owner, String what, Map<String, YamlValue> values, IssueLog issues) {
    this.owner = owner;
    this.what = what;
    this.values = values;
    this.issues = issues;
  }

  /** The value of {@code key}, or null when the file does not give it. */
  public @Nullable YamlValue find(String key) {
    return values.get(key);
  }

  /** The value of {@code key}; null, and a problem, when the file does not give it. */
  public @Nullable YamlValue require(String key) {
    YamlValue value = values.get(key);
    if (value == null && owner.isFields()) {
      issues.add(owner.issue(what + " has no '" + key + "'"));
    }
    return value;
  }

  /** The text of {@code key}, or null when the file does not give it or it is no text. */
  public @Nullable PlacedText findText(String key) {
    YamlValue value = find(key);
    return value == null ? null : value.text(key);
  }

  /** The text of {@code key}; null, and a problem, when the file does not give one. */
  public @Nullable PlacedText requireText(String key) {
    YamlValue value = require(key);
    return value == null ? null : value.text(key);
  }

  /** The list of {@code key}; empty, and a problem, when the file does not give one. */
  public List<YamlValue> requireItems(String key) {
    YamlValue value = require(key);
    return value == null ? List.of() : value.items(key);
  }

  /** The texts of the list {@code key}; empty, and a problem, when the file does not give one. */
  public List<PlacedText> requireTexts(String key) {
    YamlValue value = require(key);
    return value == null ? List.of() : value.texts(key);
  }
}
