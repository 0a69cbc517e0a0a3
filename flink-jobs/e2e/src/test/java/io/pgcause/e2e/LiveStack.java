package io.pgcause.e2e;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pgcause.agent.SpoolException;
import io.pgcause.bridge.BridgeOptions;
import io.pgcause.bridge.PulsarBridge;
import io.pgcause.bridge.PulsarOptions;
import io.pgcause.broker.BrokerOptions;
import io.pgcause.broker.LocalBroker;
import io.pgcause.demo.PostgresServer;
import io.pgcause.flow.ingest.RuleDeserializer;
import io.pgcause.sql.Migrations;
import io.pgcause.wire.frame.FrameMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Everything between a monitored PostgreSQL and a store, for real and in small. Closes in the
 * reverse order of the start, also when the start fails half way. Used by one thread.
 */
final class LiveStack implements AutoCloseable {

  static final String INSTANCE = "shop-1";

  private static final String AGENT = "pgcause_agent";
  private static final String STORE = "pgcause";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int PARTITIONS = 2;
  private static final int PARALLELISM = 1;

  private final RunningParts parts = new RunningParts();
  private final PostgresServer monitored;
  private final Store store;
  private final LiveJob job;
  private final AgentRuns agent;

  private LiveStack(Path folder) throws Exception {
    try {
      LocalBroker broker =
          parts.keep(LocalBroker.start(BrokerOptions.in(folder.resolve("pulsar"))));
      broker.createPartitionedTopic(FrameMessage.TOPIC, PARTITIONS);
      broker.createPartitionedTopic(RuleDeserializer.TOPIC, 1);
      RulePublisher.publishShipped(broker.serviceUrl());
      monitored = parts.keep(server(folder.resolve("monitored")));
      monitored.execute("postgres", "create role " + AGENT + " login in role pg_monitor");
      LockPileUp.prepare(monitored);
      PostgresServer kept = parts.keep(server(folder.resolve("store")));
      kept.execute("postgres", "create database " + STORE);
      store = new Store(kept.dataSource(STORE));
      Migrations.migrate(store.source());
      List<String> options = jobOptions(broker, kept.url(STORE));
      job = parts.keep(LiveJob.start(options, PARALLELISM, folder.resolve("flink")));
      PulsarBridge bridge = parts.keep(bridge(broker, new SimpleMeterRegistry()));
      agent = parts.keep(startAgent(bridge.address().getPort(), folder.resolve("spool")));
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /** Returns when the first sample is in the store. */
  static LiveStack start(Path folder) throws Exception {
    LiveStack stack = new LiveStack(folder);
    try {
      stack.awaitFirstRow();
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  PostgresServer monitored() {
    return monitored;
  }

  Store store() {
    return store;
  }

  LiveJob job() {
    return job;
  }

  AgentRuns agent() {
    return agent;
  }

  @Override
  public void close() {
    parts.close();
  }

  /** The job's command line; what is not there has its default. */
  static List<String> jobOptions(LocalBroker broker, String storeUrl) {
    return List.of(
        "--pulsar.url", broker.serviceUrl(), "--store.url", storeUrl, "--store.user", "postgres");
  }

  static PulsarBridge bridge(LocalBroker broker, SimpleMeterRegistry meters) {
    return PulsarBridge.start(
        BridgeOptions.builder().listen("127.0.0.1", 0).insecure(true).build(),
        PulsarOptions.builder().serviceUrl(broker.serviceUrl()).build(),
        meters);
  }

  private void awaitFirstRow() {
    Awaitility.await("the first row")
        .atMost(PATIENCE)
        .failFast("the job ended", job::hasFailed)
        .until(() -> store.rows("metric_instance") > 0);
  }

  private AgentRuns startAgent(int bridge, Path spool) throws SpoolException {
    return AgentRuns.start(INSTANCE, monitored.url("postgres"), AGENT, bridge, spool);
  }

  private static PostgresServer server(Path data) throws IOException {
    Path binaries = Path.of("target", "postgres").toAbsolutePath();
    return PostgresServer.start(binaries, data, 0, Map.of("max_connections", "150"));
  }
}
