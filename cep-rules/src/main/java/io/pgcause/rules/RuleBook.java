package io.pgcause.rules;

import io.pgcause.rules.source.RuleCheckException;
import io.pgcause.rules.source.RuleIssue;
import io.pgcause.rules.source.SourceText;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rules of one folder and the graph they run on.
 *
 * @param rules by path of their files; no two share an id
 */
public record RuleBook(CausalGraph graph, List<Rule> rules) {

  /** Where the shipped files are on the class path: {@code rules/} and {@code graph/} below it. */
  private static final String SHIPPED = "/pgcause/";

  private static final String RULE_FILE = "rule.yaml";

  public RuleBook {
    rules = List.copyOf(rules);
  }

  /**
   * Reads {@code graphFile} and every {@code rule.yaml} at any depth below {@code rulesDir}.
   *
   * @throws IOException when a file or folder cannot be read
   * @throws RuleCheckException with everything that is wrong in the graph or, when it is sound, in
   *     all rules
   */
  public static RuleBook load(Path rulesDir, Path graphFile)
      throws IOException, RuleCheckException {
    CausalGraph graph = CausalGraph.load(graphFile);
    Map<String, Rule> rules = new LinkedHashMap<>();
    List<RuleIssue> issues = new ArrayList<>();
    for (Path file : ruleFiles(rulesDir)) {
      String name = rulesDir.relativize(file).toString();
      try {
        add(RuleReader.read(SourceText.read(file, name), graph), file, rules, issues);
      } catch (RuleCheckException e) {
        issues.addAll(e.issues());
      }
    }
    if (rules.isEmpty() && issues.isEmpty()) {
      issues.add(RuleIssue.ofFile(rulesDir.toString(), "holds no " + RULE_FILE));
    }
    if (!issues.isEmpty()) {
      throw new RuleCheckException(issues);
    }
    return new RuleBook(graph, List.copyOf(rules.values()));
  }

  /**
   * The rules this build ships with.
   *
   * @throws IOException when they cannot be read from the class path
   */
  public static RuleBook shipped() throws IOException {
    URL folder = RuleBook.class.getResource(SHIPPED + "graph/causal-graph.yaml");
    if (folder == null) {
      throw new IOException("expected " + SHIPPED + "graph/causal-graph.yaml on the class path");
    }
    try {
      URLConnection connection = folder.openConnection();
      if (connection instanceof JarURLConnection jar) {
        Path file = Path.of(jar.getJarFileURL().toURI());
        try (FileSystem inJar = FileSystems.newFileSystem(file)) {
          return loadBelow(inJar.getPath(SHIPPED));
        }
      }
      return loadBelow(Path.of(folder.toURI()).getParent().resolveSibling("."));
    } catch (URISyntaxException e) {
      throw new IOException("cannot find the shipped rules at " + folder, e);
    }
  }

  private static RuleBook loadBelow(Path base) throws IOException {
    try {
      return load(base.resolve("rules"), base.resolve("graph/causal-graph.yaml"));
    } catch (RuleCheckException e) {
      throw new IllegalStateException("the shipped rules are wrong", e);
    }
  }

  private static List<Path> ruleFiles(Path rulesDir) throws IOException {
    try (Stream<Path> files = Files.walk(rulesDir)) {
      return files.filter(file -> file.endsWith(RULE_FILE)).sorted().toList();
    }
  }

  private static void add(
      Rule rule, Path file, Map<String, Rule> rules, Collection<RuleIssue> issues) {
    Path folder = file.getParent().getFileName();
    if (folder == null || !folder.toString().equals(rule.id())) {
      issues.add(
          RuleIssue.ofFile(
              rule.file(), "rule " + rule.id() + " must stand in a folder of its name"));
    }
    Rule other = rules.putIfAbsent(rule.id(), rule);
    if (other != null) {
      issues.add(
          RuleIssue.ofFile(
              rule.file(), "rule " + rule.id() + " stands in " + other.file() + " too"));
    }
  }
}
