package io.pgcause.rules.scenario;

import io.pgcause.rules.Rule;
import io.pgcause.rules.source.RuleCheckException;
import io.pgcause.rules.source.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The scenarios of one rule: the file {@code scenarios.yaml} beside it. At least one must raise an
 * alert and at least one must raise none.
 */
public record ScenarioFile(List<Scenario> scenarios) {

  /** The name of the file beside {@code rule.yaml}. */
  public static final String NAME = "scenarios.yaml";

  public ScenarioFile {
    scenarios = List.copyOf(scenarios);
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it cannot be read
   * @throws RuleCheckException with everything that is wrong in it
   */
  public static ScenarioFile load(Path file) throws IOException, RuleCheckException {
    return ScenarioReader.read(SourceText.read(file, file.toString()));
  }

  /**
   * The scenarios this build ships with, of a rule that it ships with.
   *
   * @throws IOException when the class path does not hold them
   * @throws RuleCheckException with everything that is wrong in them
   */
  public static ScenarioFile shipped(Rule rule) throws IOException, RuleCheckException {
    String name = Path.of(rule.file()).resolveSibling(NAME).toString();
    try (InputStream file = Rule.class.getResourceAsStream("/pgcause/rules/" + name)) {
      if (file == null) {
        throw new IOException("expected /pgcause/rules/" + name + " on the class path");
      }
      return parse(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /**
   * Reads the text of a file.
   *
   * @param fileName for messages
   * @throws RuleCheckException with everything that is wrong in it
   */
  public static ScenarioFile parse(String fileName, String yaml) throws RuleCheckException {
    return ScenarioReader.read(new SourceText(fileName, yaml));
  }
}
