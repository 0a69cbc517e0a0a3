package io.pgcause.rules.scenario;

import io.pgcause.rules.source.RuleCheckException;
import io.pgcause.rules.source.SourceText;
import java.io.IOException;
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
   * Reads the text of a file.
   *
   * @param fileName for messages
   * @throws RuleCheckException with everything that is wrong in it
   */
  public static ScenarioFile parse(String fileName, String yaml) throws RuleCheckException {
    return ScenarioReader.read(new SourceText(fileName, yaml));
  }
}
