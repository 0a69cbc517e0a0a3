package io.pgcause.rules;

import io.pgcause.rules.source.RuleCheckException;
import io.pgcause.rules.source.SourceText;
import io.pgcause.wire.metric.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A checked rule: steps that follow each other on one instance, and what to tell people when they
 * did. Immutable, safe for all threads. Rules travel as {@link #text()}, not as objects.
 */
public final class Rule {

  private final RuleText words;
  private final List<Parameter> parameters;
  private final List<RuleStep> steps;
  private final Duration within;
  private final List<AdviceLine> advice;
  private final Subjects subjects;

  /** What a rule says that is not computed with. */
  record RuleText(
      String file,
      String text,
      String id,
      int version,
      String title,
      String says,
      Severity severity,
      RuleKey key,
      String cause,
      List<String> path,
      String source) {}

  Rule(
      RuleText words,
      List<Parameter> parameters,
      List<RuleStep> steps,
      Duration within,
      List<AdviceLine> advice,
      Subjects subjects) {
    this.words = words;
    this.parameters = List.copyOf(parameters);
    this.steps = List.copyOf(steps);
    this.within = within;
    this.advice = List.copyOf(advice);
    this.subjects = subjects;
  }

  /**
   * Reads the text of a rule file.
   *
   * @param fileName for messages
   * @param graph where the rule's path must run
   * @throws RuleCheckException with everything that is wrong in it
   */
  public static Rule parse(String fileName, String yaml, CausalGraph graph)
      throws RuleCheckException {
    return RuleReader.read(new SourceText(fileName, yaml), graph);
  }

  /** The text it was read from, unchanged. */
  public String text() {
    return words.text();
  }

  /** The name of the file it was read from. */
  public String file() {
    return words.file();
  }

  /** Such as {@code LOCK-01}. */
  public String id() {
    return words.id();
  }

  /** From 1; grows with every change of the file. */
  public int version() {
    return words.version();
  }

  public String title() {
    return words.title();
  }

  /** One sentence for whoever is on call. */
  public String says() {
    return words.says();
  }

  public Severity severity() {
    return words.severity();
  }

  public RuleKey key() {
    return words.key();
  }

  public List<Parameter> parameters() {
    return parameters;
  }

  /** The steps in the order in which they must hold, each after the one before; at least one. */
  public List<RuleStep> steps() {
    return steps;
  }

  /** The longest time from the first step to the last; zero when there is only one. */
  public Duration within() {
    return within;
  }

  /** Why this happens, for people. */
  public String cause() {
    return words.cause();
  }

  /** Ids of graph nodes from the root cause to the last effect; each is a cause of the next. */
  public List<String> path() {
    return words.path();
  }

  /** The node to blame: the first of the path. */
  public String root() {
    return words.path().get(0);
  }

  /** Where the rule's knowledge is from. */
  public String source() {
    return words.source();
  }

  /**
   * Whom the rule is about at {@code snapshot}: the labels of one row for each subject, by the
   * subject's name and in the order of the file.
   *
   * @return without the subjects that the snapshot does not show; empty when the rule names none
   */
  public Map<String, Map<String, String>> subjects(Snapshot snapshot) {
    return subjects.pick(snapshot);
  }

  /**
   * What to do, a sentence each. Sentences that speak of labels which {@code subjects} do not have
   * are left out.
   */
  public List<String> advice(Map<String, Map<String, String>> subjects) {
    return advice.stream().flatMap(line -> line.fill(subjects).stream()).toList();
  }

  /** Its id and version, such as {@code LOCK-01@1}. */
  @Override
  public String toString() {
    return id() + "@" + version();
  }
}
