package io.pgcause.rules;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.pgcause.rules.scenario.ScenarioFile;
import io.pgcause.rules.source.RuleCheckException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file holds, the answer is what it means or a {@link RuleCheckException}. */
class GarbageTest {

  private static final int ROUNDS = 200;
  private static final String LETTERS =
      "abcABC 0123456789\n\n\t-:{}[]()\"'|>%&*!?#,.~<=+/\\_\u00e9\ud83d\ude00\u0000\u2028\ufeff\r";

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 10);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void damagedFilesAreReadOrRefused(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    String rule = text("rules/connections/CONN-02/rule.yaml");
    String graph = text("graph/causal-graph.yaml");
    String scenarios = text("rules/locks/LOCK-01/scenarios.yaml");
    CausalGraph sound = CausalGraph.parse("graph", graph);
    for (int round = 0; round < ROUNDS; round++) {
      readOrRefuse(() -> Rule.parse("rule", damaged(rule, random), sound));
      readOrRefuse(() -> CausalGraph.parse("graph", damaged(graph, random)));
      readOrRefuse(() -> ScenarioFile.parse("scenarios", damaged(scenarios, random)));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void randomConditionsAreReadOrRefused(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    String rule = text("rules/connections/CONN-02/rule.yaml");
    CausalGraph graph = CausalGraph.load(TestFiles.shipped("graph/causal-graph.yaml"));
    String[] words = {
      "sum",
      "max",
      "slope",
      "rate",
      "(",
      ")",
      "{",
      "}",
      "=",
      "!=",
      ">",
      "and",
      "or",
      "not",
      "5",
      "1e9",
      "s",
      "%",
      "/",
      "*",
      "-",
      ",",
      "scarce",
      "\\\"a|b\\\"",
      "sqlstate",
      "postgresql.connection.utilization",
      "postgresql.log.events",
      "postgresql.commits"
    };
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder condition = new StringBuilder("when: \"");
      for (int i = random.nextInt(1, 30); i > 0; i--) {
        condition
            .append(words[random.nextInt(words.length)])
            .append(random.nextInt(4) > 0 ? " " : "");
      }
      String swapped =
          rule.replace(
              "when: sum(postgresql.log.events{sqlstate=\"53300\"}) >= 1", condition + "\"");
      readOrRefuse(() -> Rule.parse("rule", swapped, graph));
    }
  }

  private interface Reading {
    Object read() throws IOException, RuleCheckException;
  }

  private static void readOrRefuse(Reading reading) {
    assertThatCode(
            () -> {
              try {
                reading.read();
              } catch (RuleCheckException refusal) {
                refusal.issues().forEach(issue -> issue.toString().length());
              }
            })
        .doesNotThrowAnyException();
  }

  private static String damaged(String text, SplittableRandom random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      int at = random.nextInt(damaged.length());
      int end = Math.min(damaged.length(), at + random.nextInt(8));
      switch (random.nextInt(3)) {
        case 0 -> damaged.delete(at, end);
        case 1 -> damaged.insert(at, letters(random));
        default -> damaged.replace(at, end, letters(random));
      }
    }
    return damaged.toString();
  }

  private static String letters(SplittableRandom random) {
    StringBuilder letters = new StringBuilder();
    for (int i = random.nextInt(1, 6); i > 0; i--) {
      letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return letters.toString();
  }

  private static String text(String name) throws IOException {
    return Files.readString(TestFiles.shipped(name));
  }
}
