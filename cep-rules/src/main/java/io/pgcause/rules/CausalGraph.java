package io.pgcause.rules;

import io.pgcause.rules.expression.Evidence;
import io.pgcause.rules.expression.Measure;
import io.pgcause.rules.source.RuleCheckException;
import io.pgcause.rules.source.SourceText;
import io.pgcause.wire.metric.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What causes what. Edges run from cause to effect; the graph may have cycles, so whoever walks it
 * must remember where it was. Immutable, safe for all threads.
 */
public final class CausalGraph {

  private final Map<String, GraphNode> nodes;
  private final Map<String, Measure> anchors;
  private final List<GraphEdge> edges;
  private final Map<String, List<String>> downstream = new LinkedHashMap<>();
  private final Map<String, List<String>> upstream = new LinkedHashMap<>();

  CausalGraph(Map<String, GraphNode> nodes, Map<String, Measure> anchors, List<GraphEdge> edges) {
    this.nodes = new LinkedHashMap<>(nodes);
    this.anchors = Map.copyOf(anchors);
    this.edges = List.copyOf(edges);
    for (GraphEdge edge : edges) {
      downstream.computeIfAbsent(edge.from(), id -> new ArrayList<>()).add(edge.to());
      upstream.computeIfAbsent(edge.to(), id -> new ArrayList<>()).add(edge.from());
    }
  }

  /**
   * Reads a graph file.
   *
   * @throws IOException when the file cannot be read
   * @throws RuleCheckException with everything that is wrong in it
   */
  public static CausalGraph load(Path file) throws IOException, RuleCheckException {
    return GraphReader.read(SourceText.read(file, file.getFileName().toString()));
  }

  /**
   * Reads the text of a graph file.
   *
   * @param fileName for messages
   * @throws RuleCheckException with everything that is wrong in it
   */
  public static CausalGraph parse(String fileName, String yaml) throws RuleCheckException {
    return GraphReader.read(new SourceText(fileName, yaml));
  }

  /** All nodes, in the order of the file. */
  public List<GraphNode> nodes() {
    return List.copyOf(nodes.values());
  }

  /** All edges, in the order of the file. */
  public List<GraphEdge> edges() {
    return edges;
  }

  /** The node called {@code id}, or null. */
  public @Nullable GraphNode find(String id) {
    return nodes.get(id);
  }

  /** The direct effects of the node {@code id}; empty when it has none or does not exist. */
  public List<String> downstream(String id) {
    return List.copyOf(downstream.getOrDefault(id, List.of()));
  }

  /** The direct causes of the node {@code id}; empty when it has none or does not exist. */
  public List<String> upstream(String id) {
    return List.copyOf(upstream.getOrDefault(id, List.of()));
  }

  /**
   * What {@code snapshot} shows of the node {@code id}.
   *
   * @return empty when the node has no anchor or the snapshot not its values
   */
  public Optional<Evidence> evidence(String id, Snapshot snapshot) {
    Measure anchor = anchors.get(id);
    return anchor == null ? Optional.empty() : anchor.evidence(snapshot);
  }

  Set<String> ids() {
    return nodes.keySet();
  }
}
