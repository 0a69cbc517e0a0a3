package io.pgcause.flow.job;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.pgcause.flow.ingest.RuleDeserializer;
import io.pgcause.flow.store.StoreOptions;
import io.pgcause.wire.frame.FrameMessage;
import io.pgcause.wire.metric.MetricCatalogue;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * What the job needs to know, read once from its arguments.
 *
 * @param pulsarUrl service URL of the broker
 * @param framesTopic what the bridge publishes to
 * @param rulesTopic what rules are published to
 * @param subscription name under which the broker keeps the position
 * @param store where the rows go
 * @param anomalyMetrics catalogue names of the series to watch
 * @param forgetAfter how long an instance may be silent before its state goes
 */
public record JobOptions(
    String pulsarUrl,
    String framesTopic,
    String rulesTopic,
    String subscription,
    StoreOptions store,
    List<String> anomalyMetrics,
    Duration forgetAfter)
    implements Serializable {

  static final ConfigOption<String> PULSAR_URL =
      key("pulsar.url")
          .stringType()
          .noDefaultValue()
          .withDescription("service URL of the broker, pulsar://host:6650");

  static final ConfigOption<String> FRAMES_TOPIC =
      key("pulsar.frames-topic")
          .stringType()
          .defaultValue(FrameMessage.TOPIC)
          .withDescription("topic the bridge publishes frames to");

  static final ConfigOption<String> RULES_TOPIC =
      key("pulsar.rules-topic")
          .stringType()
          .defaultValue(RuleDeserializer.TOPIC)
          .withDescription("topic rules are published to");

  static final ConfigOption<String> SUBSCRIPTION =
      key("pulsar.subscription")
          .stringType()
          .defaultValue("pgcause-metrics")
          .withDescription("name under which the broker keeps the job's position");

  static final ConfigOption<String> STORE_URL =
      key("store.url")
          .stringType()
          .noDefaultValue()
          .withDescription("JDBC URL of the store, jdbc:postgresql://host/database");

  static final ConfigOption<String> STORE_USER =
      key("store.user")
          .stringType()
          .defaultValue("pgcause_writer")
          .withDescription("role that writes");

  static final ConfigOption<String> STORE_PASSWORD_FILE =
      key("store.password-file")
          .stringType()
          .noDefaultValue()
          .withDescription("file whose first line is the role's password; none: no password");

  static final ConfigOption<Duration> STORE_FLUSH_INTERVAL =
      key("store.flush-interval")
          .durationType()
          .defaultValue(Duration.ofMillis(200))
          .withDescription("the longest a row waits for others");

  static final ConfigOption<List<String>> ANOMALY_METRICS =
      key("anomaly.metrics")
          .stringType()
          .asList()
          .defaultValues(
              "postgresql.commits",
              "postgresql.session.blocked.count",
              "postgresql.lock.waiting.count",
              "postgresql.transaction.max_age",
              "postgresql.connection.utilization")
          .withDescription("metrics whose series are watched; of counters, the rates");

  static final ConfigOption<Duration> FORGET_AFTER =
      key("state.forget-after")
          .durationType()
          .defaultValue(Duration.ofHours(48))
          .withDescription(
              "silence after which an instance's state goes; longer than agents keep frames");

  public JobOptions {
    anomalyMetrics = List.copyOf(anomalyMetrics);
  }

  /** The series that are watched when nobody says otherwise. */
  public static List<String> defaultAnomalyMetrics() {
    return ANOMALY_METRICS.defaultValue();
  }

  /** All options, for help and reference. */
  static List<ConfigOption<?>> all() {
    return List.of(
        PULSAR_URL,
        FRAMES_TOPIC,
        RULES_TOPIC,
        SUBSCRIPTION,
        STORE_URL,
        STORE_USER,
        STORE_PASSWORD_FILE,
        STORE_FLUSH_INTERVAL,
        ANOMALY_METRICS,
        FORGET_AFTER);
  }

  /**
   * The options in {@code arguments}.
   *
   * @throws IllegalArgumentException with every problem, a line each
   */
  public static JobOptions from(Configuration arguments) {
    List<String> problems = new ArrayList<>();
    for (String given : arguments.keySet()) {
      if (all().stream().noneMatch(option -> option.key().equals(given))) {
        problems.add(given + ": unknown option; --help lists them");
      }
    }
    for (ConfigOption<?> needed : List.of(PULSAR_URL, STORE_URL)) {
      if (!arguments.contains(needed)) {
        problems.add(needed.key() + ": missing; give --" + needed.key());
      }
    }
    List<String> metrics = read(arguments, ANOMALY_METRICS, problems);
    Duration flush = read(arguments, STORE_FLUSH_INTERVAL, problems);
    Duration forget = read(arguments, FORGET_AFTER, problems);
    for (String metric : metrics) {
      if (MetricCatalogue.shipped().findMetric(metric).isEmpty()) {
        problems.add(ANOMALY_METRICS.key() + ": no metric \"" + metric + "\" in the catalogue");
      }
    }
    String password = readPassword(arguments, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          problems.size() + " problems\n  " + String.join("\n  ", problems));
    }
    return new JobOptions(
        arguments.get(PULSAR_URL),
        arguments.get(FRAMES_TOPIC),
        arguments.get(RULES_TOPIC),
        arguments.get(SUBSCRIPTION),
        new StoreOptions(arguments.get(STORE_URL), arguments.get(STORE_USER), password, flush),
        metrics,
        forget);
  }

  private static <T> T read(
      Configuration arguments, ConfigOption<T> option, List<String> problems) {
    try {
      return arguments.get(option);
    } catch (IllegalArgumentException e) {
      problems.add(option.key() + ": " + e.getMessage());
      return option.defaultValue();
    }
  }

  private static String readPassword(Configuration arguments, List<String> problems) {
    String file = arguments.get(STORE_PASSWORD_FILE);
    if (file == null) {
      return "";
    }
    try {
      List<String> lines = Files.readAllLines(Path.of(file));
      return lines.isEmpty() ? "" : lines.get(0);
    } catch (IOException e) {
      problems.add(STORE_PASSWORD_FILE.key() + ": file " + file + " cannot be read");
      return "";
    }
  }
}
