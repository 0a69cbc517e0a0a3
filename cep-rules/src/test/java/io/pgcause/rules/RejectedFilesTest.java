package io.pgcause.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pgcause.rules.scenario.ScenarioFile;
import io.pgcause.rules.source.RuleCheckException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder of {@code rejected} holds a wrong file and exactly what is said about it. */
class RejectedFilesTest {

  static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(TestFiles.path("rejected"))) {
      return folders.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyProblemIsToldInFull(Path folder) throws IOException {
    assertThat(refusal(folder).toString())
        .isEqualToNormalizingNewlines(
            Files.readString(folder.resolve("expected_issues.txt")).stripTrailing());
  }

  static RuleCheckException refusal(Path folder) {
    return catchThrowableOfType(RuleCheckException.class, () -> readOnlyFile(folder));
  }

  private static void readOnlyFile(Path folder) throws IOException, RuleCheckException {
    Path rule = folder.resolve("rule.yaml");
    Path graph = folder.resolve("causal-graph.yaml");
    Path scenarios = folder.resolve("scenarios.yaml");
    if (Files.exists(rule)) {
      Rule.parse("rule.yaml", Files.readString(rule), TestFiles.graph());
    } else if (Files.exists(graph)) {
      CausalGraph.load(graph);
    } else {
      ScenarioFile.parse("scenarios.yaml", Files.readString(scenarios));
    }
  }
}
