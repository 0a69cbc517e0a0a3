package io.pgcause.flow.ingest;

import io.pgcause.flow.event.RuleUpdate;
import io.pgcause.pulsar.PulsarDeserializer;
import io.pgcause.pulsar.PulsarPosition;
import java.nio.charset.StandardCharsets;
import org.apache.flink.util.Collector;
import org.apache.pulsar.client.api.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message of the rules topic: key = rule id, property = version, value = the rule file; no value
 * withdraws the rule.
 */
public final class RuleDeserializer implements PulsarDeserializer<RuleUpdate> {

  /** The topic rules are published to, in whatever namespace the installation uses. */
  public static final String TOPIC = "rules.v1";

  /** The property that holds the version. */
  public static final String VERSION = "version";

  private static final Logger LOG = LoggerFactory.getLogger(RuleDeserializer.class);
  private static final long serialVersionUID = 1L;

  @Override
  public void deserialize(
      Message<byte[]> message, PulsarPosition position, Collector<RuleUpdate> out) {
    String version = message.getProperty(VERSION);
    if (!message.hasKey() || version == null || !version.matches("[0-9]{1,9}")) {
      LOG.warn("event=rule_message_refused position=\"{}\" reason=no_key_or_version", position);
      return;
    }
    byte[] data = message.getData();
    String text = data == null ? "" : new String(data, StandardCharsets.UTF_8);
    out.collect(new RuleUpdate(message.getKey(), Integer.parseInt(version), text));
  }
}
