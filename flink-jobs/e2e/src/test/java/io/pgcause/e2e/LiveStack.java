package io.pgcause.e2e;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pgcause.bridge.BridgeOptions;
import io.pgcause.bridge.PulsarBridge;
import io.pgcause.bridge.PulsarOptions;
import io.pgcause.broker.BrokerOptions;
import io.pgcause.broker.LocalBroker;
import io.pgcause.demo.PostgresServer;
import io.pgcause.flow.ingest.RuleDeserializer;
import io.pgcause.flow.job.JobOptions;
import io.pgcause.flow.store.StoreOptions;
import io.pgcause.sql.Migrations;
import io.pgcause.wire.frame.FrameMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Everything between a monitored PostgreSQL and a store, for real and in small. Closes in the
 * reverse order of the start, also when the start fails half way. Used by one thread.
 */
final class LiveStack implements AutoCloseable {

  static final String INSTANCE = "shop-1";

  private static final String AGENT = "pgcause_agent";
  private static final String STORE = "pgcause";
  private static final int PARTITIONS = 2;
  private static final int PARALLELISM = 1;

  private final RunningParts parts = new RunningParts();
  private final Path folder;
  private PostgresServer monitored;
  private Store store;
  private LiveJob job;
  private AgentRuns agent;

  @SuppressWarnings("NullAway.Init") // start fills what is null here
  private LiveStack(Path folder) {
    this.folder = folder;
  }

  static LiveStack start(Path folder) throws Exception {
    LiveStack stack = new LiveStack(folder);
    try {
      stack.startParts();
      return stack;
    } catch (Exception e) {
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

  private void startParts() throws Exception {
    LocalBroker broker = parts.keep(LocalBroker.start(BrokerOptions.in(folder.resolve("pulsar"))));
    broker.createPartitionedTopic(FrameMessage.TOPIC, PARTITIONS);
    broker.createPartitionedTopic(RuleDeserializer.TOPIC, 1);
    RulePublisher.publishShipped(broker.serviceUrl());
    monitored = parts.keep(server("monitored"));
    monitored.execute("postgres", "create role " + AGENT + " login in role pg_monitor");
    LockPileUp.prepare(monitored);
    PostgresServer kept = parts.keep(server("store"));
    kept.execute("postgres", "create database " + STORE);
    store = new Store(kept.dataSource(STORE));
    Migrations.migrate(store.source());
    StoreOptions writer = new StoreOptions(kept.url(STORE), "postgres", "", Duration.ofMillis(200));
    job = parts.keep(LiveJob.start(options(broker, writer), PARALLELISM, folder.resolve("flink")));
    PulsarBridge bridge = parts.keep(bridge(broker, new SimpleMeterRegistry()));
    agent =
        parts.keep(
            AgentRuns.start(
                INSTANCE,
                monitored.url("postgres"),
                AGENT,
                bridge.address().getPort(),
                folder.resolve("spool")));
  }

  static JobOptions options(LocalBroker broker, StoreOptions store) {
    return new JobOptions(
        broker.serviceUrl(),
        FrameMessage.TOPIC,
        RuleDeserializer.TOPIC,
        "pgcause-e2e",
        store,
        JobOptions.defaultAnomalyMetrics(),
        Duration.ofHours(48));
  }

  static PulsarBridge bridge(LocalBroker broker, SimpleMeterRegistry meters) {
    return PulsarBridge.start(
        BridgeOptions.builder().listen("127.0.0.1", 0).insecure(true).build(),
        PulsarOptions.builder().serviceUrl(broker.serviceUrl()).build(),
        meters);
  }

  private PostgresServer server(String name) throws Exception {
    return PostgresServer.start(
        Path.of("target", "postgres").toAbsolutePath(),
        folder.resolve(name),
        0,
        Map.of("max_connections", "150"));
  }
}
