package io.pgcause.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {

  private static final Path FILE = Path.of("README.md");

  @Test
  void blocksFencedAsShAreFoundWithTheirLine() {
    assertThat(blocks("# A\n\n```sh\nls\npwd\n```\n\n```text\nnothing\n```\n"))
        .containsExactly(new CommandBlock(3, "ls\npwd", ""));
  }

  @Test
  void blocksInAListAreFoundToo() {
    assertThat(blocks("1. First\n   ```sh\n   ls\n     -l\n   ```\n"))
        .containsExactly(new CommandBlock(2, "ls\n  -l", ""));
  }

  @Test
  void blockThatIsNotRunCarriesTheLineAbove() {
    assertThat(blocks("Needs Docker Hub.\n\n```sh not-run\ndocker compose up\n```\n"))
        .containsExactly(new CommandBlock(3, "docker compose up", "Needs Docker Hub."));
  }

  @Test
  void blockThatIsNotRunWithoutReasonIsRefused() {
    assertRefused(
        "# Start\n\n```sh not-run\nls\n```\n", "README.md:3: the line above must say why");
  }

  @Test
  void blockOfAnotherShellIsRefusedSinceNobodyWouldRunIt() {
    assertRefused("```bash\nls\n```\n", "README.md:1: expected \"sh\"");
    assertRefused("```sh norun\nls\n```\n", "README.md:1: expected \"sh\"");
  }

  @Test
  void blockThatIsLeftOpenIsRefused() {
    assertRefused("text\n```sh\nls\n", "README.md:2: the block is never closed");
  }

  @Test
  void fencesInsideAnotherBlockAreNotBlocks() {
    assertThat(blocks("```text\n```sh\n```\n")).isEmpty();
  }

  @Test
  void readmesOfTheBuildAreNotRead(@TempDir Path home) throws Exception {
    for (String folder : new String[] {"agent", "agent/target", ".git", "target/a"}) {
      Files.createDirectories(home.resolve(folder));
      Files.writeString(home.resolve(folder).resolve("README.md"), "text");
    }

    assertThat(Readme.below(home))
        .extracting(Readme::file)
        .containsExactly(Path.of("agent", "README.md"));
  }

  private static Iterable<CommandBlock> blocks(String text) {
    return Readme.parse(FILE, text).blocks();
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> Readme.parse(FILE, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
