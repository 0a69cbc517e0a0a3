package io.pgcause.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BrokerClassPathTest {

  @TempDir private Path home;

  @Test
  void listOfPresentJarsIsTheClassPath() throws IOException {
    Path jar = Files.createFile(home.resolve("broker.jar"));
    write(jar + "\n");
    assertThat(BrokerClassPath.read(home)).isEqualTo(jar.toString());
  }

  @Test
  void missingListNamesTheCommandThatBuildsIt() {
    assertThatThrownBy(() -> BrokerClassPath.read(home))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no list of the broker's jars at " + home)
        .hasMessageContaining("build it with: mvn -f " + home);
  }

  @Test
  void jarThatIsGoneIsNamed() throws IOException {
    Path jar = home.resolve("gone.jar");
    write(jar.toString());
    assertThatThrownBy(() -> BrokerClassPath.read(home))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("names " + jar + ", which is gone; build it with");
  }

  private void write(String classPath) throws IOException {
    Path target = home.resolve("flink-jobs/local-broker/runtime/target");
    Files.createDirectories(target);
    Files.writeString(target.resolve("broker.classpath"), classPath);
  }
}
