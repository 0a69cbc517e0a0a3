package io.pgcause.flow.causality;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgcause.flow.event.Alert;
import io.pgcause.flow.event.WideEvent;
import io.pgcause.rules.CausalGraph;
import io.pgcause.rules.GraphNode;
import io.pgcause.rules.Rule;
import io.pgcause.rules.expression.Evidence;
import io.pgcause.wire.metric.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes the alert of a match: every node of the rule's path and every step with its evidence. */
final class AlertWriter {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A rule's path is certain by construction; only learned paths are less. */
  private static final double CERTAIN = 1;

  private final CausalGraph graph;

  AlertWriter(CausalGraph graph) {
    this.graph = graph;
  }

  /**
   * The alert.
   *
   * @param completing the event in which the last step held
   * @param match by step name, as the automaton gives it; one event each
   */
  Alert alert(HostedRule hosted, WideEvent completing, Map<String, List<StepEvent>> match) {
    Rule rule = hosted.rule();
    Snapshot snapshot = completing.snapshot();
    long startedAtMicros = match.get(HostedRule.stepName(0)).get(0).atMicros();
    Map<String, Map<String, String>> subjects = rule.subjects(snapshot);
    return new Alert(
        id(hosted, completing.instanceId(), startedAtMicros),
        rule.id(),
        hosted.version(),
        rule.title(),
        rule.severity().toString(),
        completing.instanceId(),
        startedAtMicros,
        completing.atMicros(),
        rule.says(),
        rule.cause(),
        rule.root(),
        path(rule, snapshot).toString(),
        steps(rule, match).toString(),
        JSON.valueToTree(subjects).toString(),
        rule.advice(subjects).toArray(String[]::new),
        CERTAIN,
        "graph",
        completing.epoch() + ":" + completing.sequence());
  }

  /** What a step saw, to be kept until the rule matches. */
  static String evidence(List<Evidence> evidence) {
    ArrayNode array = JSON.createArrayNode();
    evidence.forEach(each -> array.add(json(each)));
    return array.toString();
  }

  private static String id(HostedRule hosted, String instanceId, long startedAtMicros) {
    String identity = hosted.key() + "\n" + instanceId + "\n" + startedAtMicros;
    return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private ArrayNode path(Rule rule, Snapshot snapshot) {
    ArrayNode path = JSON.createArrayNode();
    for (String id : rule.path()) {
      GraphNode node = graph.find(id);
      ObjectNode json = path.addObject();
      json.put("node", id);
      json.put("title", node == null ? id : node.title());
      json.put("means", node == null ? "" : node.means());
      ArrayNode evidence = json.putArray("evidence");
      graph.evidence(id, snapshot).ifPresent(each -> evidence.add(json(each)));
    }
    return path;
  }

  private static ArrayNode steps(Rule rule, Map<String, List<StepEvent>> match) {
    ArrayNode steps = JSON.createArrayNode();
    rule.steps()
        .forEach(
            step -> {
              StepEvent event = match.get(HostedRule.stepName(step.index())).get(0);
              ObjectNode json = steps.addObject();
              json.put("step", step.name());
              json.put("when", step.when());
              json.put("at", instant(event.atMicros()));
              json.set("evidence", parse(event.evidence()));
            });
    return steps;
  }

  private static ObjectNode json(Evidence evidence) {
    ObjectNode json = JSON.createObjectNode();
    json.put("expression", evidence.expression());
    json.put("metric", evidence.metric());
    json.put("labels", evidence.labels());
    json.put("value", evidence.value());
    json.put("unit", evidence.unit());
    json.put("at", instant(evidence.atMicros()));
    return json;
  }

  private static String instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("evidence in state is not the JSON that was put there", e);
    }
  }
}
