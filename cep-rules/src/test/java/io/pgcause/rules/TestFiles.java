package io.pgcause.rules;

import io.pgcause.rules.source.RuleCheckException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** The files that tests read. */
final class TestFiles {

  private TestFiles() {}

  /** A test resource beside this class. */
  static Path path(String name) {
    URL resource = Objects.requireNonNull(TestFiles.class.getResource(name), name);
    try {
      return Path.of(resource.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no file behind " + resource, e);
    }
  }

  /** The files of this module as their authors keep them; surefire runs in the module's folder. */
  static Path shipped(String name) {
    return Path.of(name).toAbsolutePath();
  }

  /** cause -> effect; and "other", which stands alone. */
  static CausalGraph graph() throws IOException, RuleCheckException {
    return CausalGraph.load(path("test-graph.yaml"));
  }
}
