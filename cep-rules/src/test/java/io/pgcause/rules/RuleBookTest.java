package io.pgcause.rules;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgcause.rules.source.RuleCheckException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleBookTest {

  private static final Path GRAPH = TestFiles.shipped("graph/causal-graph.yaml");

  @TempDir private Path folder;

  @Test
  void twoFilesMayNotHoldTheSameRule() throws Exception {
    put("a/LOCK-01", text());
    put("b/LOCK-01", text());
    assertThatThrownBy(() -> RuleBook.load(folder, GRAPH))
        .hasToString("b/LOCK-01/rule.yaml: error: rule LOCK-01 stands in a/LOCK-01/rule.yaml too");
  }

  @Test
  void folderMustBeCalledLikeItsRule() throws Exception {
    put("LOCK-99", text());
    assertThatThrownBy(() -> RuleBook.load(folder, GRAPH))
        .hasToString("LOCK-99/rule.yaml: error: rule LOCK-01 must stand in a folder of its name");
  }

  @Test
  void problemsOfAllFilesAreToldTogether() throws Exception {
    put("LOCK-01", text().replace("critical", "crital"));
    put("LOCK-02", "rule: LOCK-02\n");
    assertThatThrownBy(() -> RuleBook.load(folder, GRAPH))
        .isInstanceOf(RuleCheckException.class)
        .hasMessageContaining("LOCK-01/rule.yaml:5:11: error: severity is one of")
        .hasMessageContaining("LOCK-02/rule.yaml:1:1: error: a rule has no 'steps'");
  }

  @Test
  void folderWithoutRulesIsRefused() {
    assertThatThrownBy(() -> RuleBook.load(folder, GRAPH))
        .hasToString(folder + ": error: holds no rule.yaml");
  }

  @Test
  void fileThatIsNotTextIsRefused() throws Exception {
    Files.createDirectory(folder.resolve("LOCK-01"));
    Files.write(folder.resolve("LOCK-01/rule.yaml"), new byte[] {(byte) 0xC3, 0x28});
    assertThatThrownBy(() -> RuleBook.load(folder, GRAPH))
        .hasToString("LOCK-01/rule.yaml: error: expected text in UTF-8, found other bytes");
  }

  @Test
  void folderThatIsMissingIsAnIoProblem() {
    assertThatThrownBy(() -> RuleBook.load(folder.resolve("none"), GRAPH))
        .isInstanceOf(IOException.class);
  }

  private void put(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve(name));
    Files.writeString(folder.resolve(name).resolve("rule.yaml"), text);
  }

  private static String text() throws IOException {
    return Files.readString(TestFiles.shipped("rules/locks/LOCK-01/rule.yaml"));
  }
}
