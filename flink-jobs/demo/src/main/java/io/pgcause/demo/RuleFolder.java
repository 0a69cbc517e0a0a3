package io.pgcause.demo;

import io.pgcause.flow.ingest.RuleDeserializer;
import io.pgcause.rules.Rule;
import io.pgcause.rules.RuleBook;
import io.pgcause.rules.source.RuleCheckException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.Schema;

/**
 * Publishes the rules of a folder to the job, again when a file changes. A folder with a mistake is
 * not published at all: the running rules stay. Used by one thread.
 */
public final class RuleFolder implements AutoCloseable {

  private final Path rules;
  private final Path graph;
  private final PulsarClient client;
  private final Producer<byte[]> producer;
  private final Map<String, Published> published = new HashMap<>();

  private String lastMistake = "";

  private record Published(int version, String text) {}

  private RuleFolder(Path rules, Path graph, PulsarClient client, Producer<byte[]> producer) {
    this.rules = rules;
    this.graph = graph;
    this.client = client;
    this.producer = producer;
  }

  /**
   * Connects to the broker; publishes nothing yet.
   *
   * @param rules folder with a {@code rule.yaml} per rule, at any depth
   * @param graph file of the causal graph
   */
  public static RuleFolder open(Path rules, Path graph, String pulsarUrl)
      throws PulsarClientException {
    PulsarClient client = PulsarClient.builder().serviceUrl(pulsarUrl).build();
    Producer<byte[]> producer =
        client.newProducer(Schema.BYTES).topic(RuleDeserializer.TOPIC).create();
    return new RuleFolder(rules, graph, client, producer);
  }

  /**
   * Publishes what changed since the last time.
   *
   * @return what was published, such as {@code LOCK-01 version 2}
   * @throws RuleCheckException with every mistake in the folder
   */
  public List<String> publishChanges() throws IOException, RuleCheckException {
    List<String> changes = new ArrayList<>();
    Map<String, Published> gone = new HashMap<>(published);
    for (Rule rule : RuleBook.load(rules, graph).rules()) {
      Published last = gone.remove(rule.id());
      if (last == null || !last.text().equals(rule.text())) {
        int version = last == null ? rule.version() : Math.max(rule.version(), last.version() + 1);
        publish(rule.id(), version, rule.text(), changes);
      }
    }
    for (Map.Entry<String, Published> each : gone.entrySet()) {
      if (!each.getValue().text().isEmpty()) {
        publish(each.getKey(), each.getValue().version() + 1, "", changes);
      }
    }
    return changes;
  }

  /** Whether these mistakes have not been told yet: a folder is read again and again. */
  boolean isNewMistake(String mistakes) {
    boolean fresh = !mistakes.equals(lastMistake);
    lastMistake = mistakes;
    return fresh;
  }

  @Override
  public void close() throws PulsarClientException {
    producer.close();
    client.close();
  }

  private void publish(String ruleId, int version, String text, List<String> changes)
      throws PulsarClientException {
    producer
        .newMessage()
        .key(ruleId)
        .property(RuleDeserializer.VERSION, Integer.toString(version))
        .value(text.getBytes(StandardCharsets.UTF_8))
        .send();
    published.put(ruleId, new Published(version, text));
    changes.add(ruleId + (text.isEmpty() ? " withdrawn" : " version " + version));
  }
}
