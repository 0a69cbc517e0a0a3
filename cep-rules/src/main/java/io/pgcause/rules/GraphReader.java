package io.pgcause.rules;

import io.pgcause.rules.expression.ExpressionCompiler;
import io.pgcause.rules.expression.Measure;
import io.pgcause.rules.expression.TimeText;
import io.pgcause.rules.source.IssueLog;
import io.pgcause.rules.source.NearestName;
import io.pgcause.rules.source.PlacedText;
import io.pgcause.rules.source.RuleCheckException;
import io.pgcause.rules.source.SourceText;
import io.pgcause.rules.source.YamlDocument;
import io.pgcause.rules.source.YamlFields;
import io.pgcause.rules.source.YamlValue;
import io.pgcause.wire.metric.MetricCatalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one graph file; good for one use. */
final class GraphReader {

  private final IssueLog issues = new IssueLog();
  private final ExpressionCompiler compiler =
      new ExpressionCompiler(MetricCatalogue.shipped(), issues, false);
  private final Map<String, GraphNode> nodes = new LinkedHashMap<>();
  private final Map<String, Measure> anchors = new HashMap<>();
  private final List<GraphEdge> edges = new ArrayList<>();
  private final Set<String> drawn = new HashSet<>();

  private GraphReader() {}

  static CausalGraph read(SourceText source) throws RuleCheckException {
    GraphReader reader = new GraphReader();
    YamlDocument.read(source, reader.issues).ifPresent(reader::graph);
    reader.issues.throwIfAny();
    return new CausalGraph(reader.nodes, reader.anchors, reader.edges);
  }

  private void graph(YamlValue value) {
    YamlFields fields = value.fields("a graph", List.of("nodes", "edges"));
    for (YamlValue node : fields.requireItems("nodes")) {
      node(node.fields("a node", List.of("id", "title", "means", "anchor")));
    }
    for (YamlValue edge : fields.requireItems("edges")) {
      edge(edge, edge.fields("an edge", List.of("from", "to", "lag")));
    }
  }

  private void node(YamlFields fields) {
    PlacedText id = fields.requireText("id");
    PlacedText title = fields.requireText("title");
    PlacedText means = fields.requireText("means");
    PlacedText anchor = fields.findText("anchor");
    Measure measure = anchor == null ? null : compiler.measure(anchor);
    if (id == null || title == null || means == null) {
      return;
    }
    if (!id.value().matches("[a-z][a-z0-9_]*")) {
      issues.add(id.issue("a node's id has lower-case letters, digits and _ only"));
    }
    String shown = measure == null ? null : measure.text();
    GraphNode node = new GraphNode(id.value(), title.value(), means.value().strip(), shown);
    if (nodes.putIfAbsent(node.id(), node) != null) {
      issues.add(id.issue("node '" + node.id() + "' stands twice"));
    } else if (measure != null) {
      anchors.put(node.id(), measure);
    }
  }

  private void edge(YamlValue value, YamlFields fields) {
    String from = end(fields.requireText("from"));
    String to = end(fields.requireText("to"));
    PlacedText lagText = fields.findText("lag");
    Duration lag = lagText == null ? null : TimeText.parse(lagText, issues);
    if (from == null || to == null) {
      return;
    }
    if (from.equals(to)) {
      issues.add(value.issue("'" + from + "' cannot be its own cause"));
    } else if (!drawn.add(from + " -> " + to)) {
      issues.add(value.issue("edge " + from + " -> " + to + " stands twice"));
    } else {
      edges.add(new GraphEdge(from, to, lag));
    }
  }

  private @Nullable String end(@Nullable PlacedText id) {
    if (id == null || nodes.containsKey(id.value())) {
      return id == null ? null : id.value();
    }
    issues.add(
        id.issue(
            "unknown node '" + id.value() + "'" + NearestName.hint(id.value(), nodes.keySet())));
    return null;
  }
}
