package io.pgcause.rules.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarPlacesTest {

  private static final String[] GAPS = {" ", "  ", "\n  ", "\n\n  "};
  private static final String[] ESCAPED_GAPS = {
    " ", "\n  ", "\\\n  \\ ", "\\n", "\\t ", " \\\n  ", "\\x41 ", "\\\" ", "\\U0001F600 "
  };

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 50);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x: some WORD here\n",
        "x: some\n  text\n\n  with WORD in it\n",
        "x: 'it''s ''the WORD'''\n",
        "x: 'it''s\n\n   the WORD'\n",
        "x: \"a \\\"quoted\\\" \\x41\\u0042\\U00000043\\n\\t WORD\"\n",
        "x: \"joined\\\n   \\  to WORD\"\n",
        "x: |\n  first\n\n    second WORD\n",
        "x: |2-   # a comment\n    first\n  second WORD\n",
        "x: >+\n  folded\n  text\n\n    more WORD\n\n",
        "x: >-\n\n  folded \ud83d\ude00 WORD\n",
        "x: [a, 'b', \"c WORD\"]\n",
        "# \ud83d\ude00 comment\nx:   WORD   # comment\n",
        "x: |\r\n  first\r\n  second WORD\r\n"
      })
  void wordIsFoundWhereTheFileHasIt(String yaml) throws Exception {
    PlacedText text = text(yaml);
    int at = text.value().indexOf("WORD");
    RuleIssue issue = text.issue(at, at + 4, "here");
    assertThat(cut(issue)).isEqualTo("WORD");
    assertThat(issue.line())
        .isEqualTo((int) yaml.lines().takeWhile(l -> !l.contains("WORD")).count() + 1);
  }

  @Test
  void partOfAPartIsFoundToo() throws Exception {
    PlacedText text = text("x: >-\n  a -> b\n  within 60 s\n");
    PlacedText within = text.slice(text.value().indexOf("60"), text.value().length());
    assertThat(within.value()).isEqualTo("60 s");
    assertThat(within.issue("here").toString())
        .isEqualTo("f.yaml:3:10: error: here\n 3 |   within 60 s\n   |          ^^^^");
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyWordIsFoundInEveryStyle(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    String[] words = new String[random.nextInt(1, 12)];
    for (int i = 0; i < words.length; i++) {
      words[i] = "w" + random.nextInt(1000) + "e";
    }
    for (String open : new String[] {"", "'", "\"", ">-\n  ", "|\n  "}) {
      StringBuilder yaml = new StringBuilder("x: ").append(open);
      for (String word : words) {
        String[] gaps = open.equals("\"") ? ESCAPED_GAPS : GAPS;
        yaml.append(word).append(gaps[random.nextInt(gaps.length)]);
      }
      String close = open.length() == 1 ? open : "";
      PlacedText text = text(yaml + "end" + close + "\n");
      int from = 0;
      for (String word : words) {
        int at = text.value().indexOf(word, from);
        assertThat(cut(text.issue(at, at + word.length(), "here"))).isEqualTo(word);
        from = at + word.length();
      }
    }
  }

  private static PlacedText text(String yaml) throws RuleCheckException {
    IssueLog issues = new IssueLog();
    YamlValue document = YamlDocument.read(new SourceText("f.yaml", yaml), issues).orElseThrow();
    YamlValue value = document.entries("the file").get(0).getValue();
    PlacedText text = yaml.contains("[") ? value.texts("x").get(2) : value.text("x");
    issues.throwIfAny();
    assertThat(text).isNotNull();
    return text;
  }

  private static String cut(RuleIssue issue) {
    int[] points = issue.sourceLine().codePoints().toArray();
    return new String(points, issue.column() - 1, issue.width());
  }
}
