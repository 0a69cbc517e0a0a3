package io.pgcause.benchmarks.path;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pgcause.bridge.BridgeOptions;
import io.pgcause.bridge.PulsarBridge;
import io.pgcause.bridge.PulsarOptions;
import io.pgcause.broker.BrokerOptions;
import io.pgcause.broker.LocalBroker;
import io.pgcause.demo.FolderRemoval;
import io.pgcause.demo.LocalFlink;
import io.pgcause.demo.PostgresServer;
import io.pgcause.demo.RuleFolder;
import io.pgcause.demo.RunningParts;
import io.pgcause.flow.ingest.RuleDeserializer;
import io.pgcause.flow.job.JobOptions;
import io.pgcause.flow.store.StoreOptions;
import io.pgcause.sql.Migrations;
import io.pgcause.wire.frame.FrameMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The demo's path without its monitored databases: broker, store, rules, job and bridge, with the
 * demo's settings, in a temporary folder. Beside the store's database there is an equal one that
 * only the limits write to. Closing ends everything; it may be called twice and from any thread.
 */
final class LocalPath implements AutoCloseable {

  /** The database the path writes to. */
  static final String STORE = "pgcause";

  /** An equal database of the same server, for the limits. */
  static final String LIMIT = "pgcause_limit";

  /** The longest a row waits for others, as in the demo. */
  static final Duration FLUSH = Duration.ofMillis(200);

  private static final String SUPERUSER = "postgres";
  private static final int PARTITIONS = 4;
  private static final int PARALLELISM = 1;
  private static final Duration FORGET = Duration.ofHours(48);
  private static final Map<String, String> STORE_SETTINGS =
      Map.of(
          "max_connections", "120",
          "shared_buffers", "64MB",
          "fsync", "on",
          "synchronous_commit", "on");

  private final Path home;
  private final Path binaries;
  private final Path folder;
  private final RunningParts parts = new RunningParts();
  private final LocalBroker broker;
  private final PostgresServer store;
  private final PulsarBridge bridge;

  private LocalPath(Path home, Path folder) throws Exception {
    this.home = home;
    this.binaries = home.resolve("flink-jobs/benchmarks/target/postgres");
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end"));
    try {
      broker = startBroker();
      store = startStore();
      publishRules();
      parts.keep(startFlink());
      bridge = parts.keep(startBridge());
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /**
   * Starts everything and returns when frames can be sent.
   *
   * @param home root of the checkout
   */
  static LocalPath start(Path home) throws Exception {
    return new LocalPath(home, Files.createTempDirectory("pgcause-bench-"));
  }

  /** Where the bridge listens, on loopback. */
  int bridgePort() {
    return bridge.address().getPort();
  }

  /** Address of the broker. */
  String pulsarUrl() {
    return broker.serviceUrl();
  }

  /** A folder of that name below the temporary one, for its user to create. */
  Path folder(String name) {
    return folder.resolve(name);
  }

  /** A connection of the superuser to {@link #STORE} or {@link #LIMIT}. */
  Connection connect(String database) throws SQLException {
    return store.connect(database, SUPERUSER, "pgcause-bench");
  }

  /** A PostgreSQL beside the path, to be monitored; ends with the path. */
  PostgresServer startMonitored() throws IOException {
    return parts.keep(
        PostgresServer.start(binaries, folder("monitored"), 0, Map.of("track_io_timing", "on")));
  }

  @Override
  public void close() {
    parts.close();
    FolderRemoval.remove(folder);
  }

  private LocalBroker startBroker() throws IOException, InterruptedException {
    LocalBroker started = parts.keep(LocalBroker.start(BrokerOptions.in(folder("pulsar"))));
    started.createPartitionedTopic(FrameMessage.TOPIC, PARTITIONS);
    started.createPartitionedTopic(RuleDeserializer.TOPIC, 1);
    return started;
  }

  private PostgresServer startStore() throws IOException, SQLException {
    PostgresServer started =
        parts.keep(PostgresServer.start(binaries, folder("store"), 0, STORE_SETTINGS));
    for (String database : List.of(STORE, LIMIT)) {
      started.execute("postgres", "create database " + database);
      Migrations.migrate(started.dataSource(database));
    }
    return started;
  }

  private void publishRules() throws Exception {
    Path rules = home.resolve("cep-rules");
    try (RuleFolder folder =
        RuleFolder.open(
            rules.resolve("rules"),
            rules.resolve("graph/causal-graph.yaml"),
            broker.serviceUrl())) {
      folder.publishChanges();
    }
  }

  private LocalFlink startFlink() throws Exception {
    JobOptions job =
        new JobOptions(
            broker.serviceUrl(),
            FrameMessage.TOPIC,
            RuleDeserializer.TOPIC,
            "pgcause-bench",
            new StoreOptions(store.url(STORE), SUPERUSER, "", FLUSH),
            JobOptions.defaultAnomalyMetrics(),
            FORGET);
    return LocalFlink.start(job, 0, PARALLELISM, folder("flink"));
  }

  private PulsarBridge startBridge() {
    return PulsarBridge.start(
        BridgeOptions.builder().insecure(true).build(),
        PulsarOptions.builder().serviceUrl(broker.serviceUrl()).build(),
        new SimpleMeterRegistry());
  }
}
