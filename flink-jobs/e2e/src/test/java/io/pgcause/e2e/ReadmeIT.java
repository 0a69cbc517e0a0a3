package io.pgcause.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

/**
 * What a README tells people to type works, typed from the top of the checkout. READMEs below
 * {@code docker} need root and time, and are tried only where the environment variable CI or
 * PGCAUSE_ALL_README is set.
 */
@DisabledIfEnvironmentVariable(
    named = Shell.INSIDE,
    matches = ".+",
    disabledReason = "a README's own build runs here")
class ReadmeIT {

  private static final Path HOME = Path.of(System.getProperty("pgcause.home")).toAbsolutePath();
  private static final Path LOGS = Path.of("target", "readme").toAbsolutePath();
  private static final Path DEMANDING = Path.of("docker");

  @Test
  void readmeOfTheProjectSaysWhatToType() throws IOException {
    assertThat(Readme.below(HOME))
        .filteredOn(readme -> readme.file().equals(Path.of("README.md")))
        .flatExtracting(Readme::blocks)
        .anyMatch(CommandBlock::isRun);
  }

  @TestFactory
  Stream<DynamicNode> everyBlockOfCommandsEndsWell() throws IOException {
    return Readme.below(HOME).stream()
        .filter(readme -> !readme.blocks().isEmpty())
        .map(
            readme ->
                dynamicContainer(
                    readme.file().toString(),
                    readme.blocks().stream().map(block -> test(readme.file(), block))));
  }

  private static DynamicTest test(Path readme, CommandBlock block) {
    return dynamicTest(
        block.title(),
        () -> {
          assumeTrue(block.isRun(), block.notRunBecause());
          assumeTrue(
              !readme.startsWith(DEMANDING) || isEverythingWanted(),
              "set CI or PGCAUSE_ALL_README to run what needs root and time");
          String name = readme.toString().replace('/', '-') + "-" + block.line() + ".log";
          String where = readme + ":" + block.line();
          new Shell(HOME).run(where, block.commands(), LOGS.resolve(name));
        });
  }

  private static boolean isEverythingWanted() {
    return Stream.of("CI", "PGCAUSE_ALL_README").anyMatch(System.getenv()::containsKey);
  }
}
