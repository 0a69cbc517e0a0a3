package io.pgcause.broker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the list of the broker's jars that the build of the module beside this one has written. */
final class BrokerClassPath {

  private static final String HOME = "pgcause.home";

  private static final String RUNTIME = "flink-jobs/local-broker/runtime";

  private BrokerClassPath() {}

  /** Root of the checkout: the system property, or the working directory when it is absent. */
  static Path home() {
    return Path.of(System.getProperty(HOME, "")).toAbsolutePath().normalize();
  }

  /**
   * Returns the class path as {@code java -cp} takes it.
   *
   * @throws IOException if it was never built or names a jar that is gone; says what builds it
   */
  static String read(Path home) throws IOException {
    Path list = home.resolve(RUNTIME).resolve("target/broker.classpath");
    if (!Files.isReadable(list)) {
      throw new IOException("no list of the broker's jars at %s; %s".formatted(list, remedy(home)));
    }
    String classPath = Files.readString(list).strip();
    for (String jar : classPath.split(File.pathSeparator)) {
      if (!Files.isReadable(Path.of(jar))) {
        throw new IOException("%s names %s, which is gone; %s".formatted(list, jar, remedy(home)));
      }
    }
    return classPath;
  }

  private static String remedy(Path home) {
    return "build it with: mvn -f %s process-resources (root of the checkout: property %s, now %s)"
        .formatted(home.resolve(RUNTIME).resolve("pom.xml"), HOME, home);
  }
}
