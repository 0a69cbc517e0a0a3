package io.pgcause.demo;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pgcause.agent.AgentDaemon;
import io.pgcause.agent.AgentOptions;
import io.pgcause.agent.InstanceOptions;
import io.pgcause.agent.SpoolException;
import io.pgcause.agent.SpoolOptions;
import io.pgcause.bridge.BridgeOptions;
import io.pgcause.bridge.PulsarBridge;
import io.pgcause.bridge.PulsarOptions;
import io.pgcause.broker.BrokerOptions;
import io.pgcause.broker.LocalBroker;
import io.pgcause.flow.ingest.RuleDeserializer;
import io.pgcause.flow.job.JobOptions;
import io.pgcause.flow.store.StoreOptions;
import io.pgcause.sampling.SamplingTarget;
import io.pgcause.sql.Migrations;
import io.pgcause.wire.frame.FrameMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Everything that runs, in a temporary folder: broker, databases, store, bridge, agents and job.
 * Closing ends all of it in the reverse order of the start and removes the folder; it may be called
 * from any thread, more than once, and while the start is still going on.
 */
final class DemoStack implements AutoCloseable {

  /** The database of the store. */
  static final String STORE = "pgcause";

  private static final int PARTITIONS = 4;
  private static final int PARALLELISM = 1;
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Duration FLUSH = Duration.ofMillis(200);
  private static final Duration FORGET = Duration.ofHours(48);
  private static final Map<String, String> STORE_SETTINGS =
      Map.of(
          "max_connections", "120",
          "shared_buffers", "64MB",
          "fsync", "on",
          "synchronous_commit", "on");

  private final DemoOptions options;
  private final Terminal terminal;
  private final Path folder;
  private final RunningParts parts = new RunningParts();
  private final ExecutorService starting = Executors.newCachedThreadPool();
  private final List<ShopDatabase> shops = new ArrayList<>();
  private final List<AgentDaemon> agents = new ArrayList<>();
  private boolean closed;

  DemoStack(DemoOptions options, Terminal terminal) throws IOException {
    this.options = options;
    this.terminal = terminal;
    this.folder = Files.createTempDirectory("pgcause-demo-");
  }

  /** What the start gives to the run. */
  record Running(
      List<ShopDatabase> shops,
      List<AgentDaemon> agents,
      PostgresServer store,
      RuleFolder rules,
      LocalFlink flink) {}

  Running start() throws Exception {
    try {
      Future<LocalBroker> broker = starting.submit(this::startBroker);
      Future<PostgresServer> store = starting.submit(this::startStore);
      List<Future<ShopDatabase>> databases = new ArrayList<>();
      for (int i = 1; i <= options.databases(); i++) {
        int number = i;
        databases.add(starting.submit(() -> startShop(number)));
      }
      for (Future<ShopDatabase> each : databases) {
        shops.add(result(each));
      }
      return connect(result(broker), result(store));
    } finally {
      starting.shutdown();
    }
  }

  private Running connect(LocalBroker broker, PostgresServer store) throws Exception {
    RuleFolder rules = keep(RuleFolder.open(options.rules(), options.graph(), broker.serviceUrl()));
    terminal.step("rules      " + String.join(", ", rules.publishChanges()));
    LocalFlink flink = keep(startFlink(broker, store));
    terminal.step("Flink      " + flink.page());
    PulsarBridge bridge = keep(startBridge(broker));
    terminal.step("bridge     127.0.0.1:" + bridge.address().getPort() + " (plain TCP, loopback)");
    for (ShopDatabase shop : shops) {
      AgentDaemon agent = keep(startAgent(shop, bridge.address().getPort()));
      agents.add(agent);
      terminal.step(
          "agent      samples "
              + shop.instanceId()
              + " every "
              + options.interval().toMillis() / 1000.0
              + " s");
    }
    return new Running(List.copyOf(shops), List.copyOf(agents), store, rules, flink);
  }

  private LocalBroker startBroker() throws IOException, InterruptedException {
    LocalBroker broker = keep(LocalBroker.start(BrokerOptions.in(folder.resolve("pulsar"))));
    broker.createPartitionedTopic(FrameMessage.TOPIC, PARTITIONS);
    broker.createPartitionedTopic(RuleDeserializer.TOPIC, 1);
    terminal.step("Pulsar     " + broker.serviceUrl() + " (on disk)");
    return broker;
  }

  private PostgresServer startStore() throws IOException, SQLException {
    PostgresServer store =
        keep(
            PostgresServer.start(
                binaries(), folder.resolve("store"), options.storePort(), STORE_SETTINGS));
    store.execute("postgres", "create database " + STORE);
    Migrations.migrate(store.dataSource(STORE));
    terminal.step("store      PostgreSQL on port " + store.port() + ", schema pgcause");
    return store;
  }

  private ShopDatabase startShop(int number) throws IOException, SQLException {
    String id = "shop-" + number;
    ShopDatabase shop = keep(ShopDatabase.start(id, binaries(), folder.resolve(id)));
    terminal.step(id + "     PostgreSQL 18 on port " + shop.server().port());
    return shop;
  }

  private LocalFlink startFlink(LocalBroker broker, PostgresServer store) throws Exception {
    JobOptions job =
        new JobOptions(
            broker.serviceUrl(),
            FrameMessage.TOPIC,
            RuleDeserializer.TOPIC,
            "pgcause-demo",
            new StoreOptions(store.url(STORE), "postgres", "", FLUSH),
            JobOptions.defaultAnomalyMetrics(),
            FORGET);
    return LocalFlink.start(job, options.flinkPort(), PARALLELISM, folder.resolve("flink"));
  }

  private PulsarBridge startBridge(LocalBroker broker) {
    return PulsarBridge.start(
        BridgeOptions.builder().listen("127.0.0.1", options.bridgePort()).insecure(true).build(),
        PulsarOptions.builder().serviceUrl(broker.serviceUrl()).build(),
        new SimpleMeterRegistry());
  }

  private AgentDaemon startAgent(ShopDatabase shop, int bridgePort) throws SpoolException {
    SamplingTarget target =
        new SamplingTarget(
            shop.server().url(ShopDatabase.DATABASE),
            ShopDatabase.AGENT,
            () -> "",
            shop == shops.get(0),
            Optional.of(shop.log()));
    Path spool = options.spool().orElse(folder.resolve("spool")).resolve(shop.instanceId());
    return AgentDaemon.start(
        new AgentOptions(
            "agent-" + shop.instanceId(),
            "127.0.0.1",
            bridgePort,
            spool,
            options.interval(),
            SpoolOptions.DEFAULT,
            List.of(new InstanceOptions(shop.instanceId(), target))));
  }

  /** Unpacked once per checkout; a build's clean removes them. */
  private Path binaries() {
    return options.home().resolve("flink-jobs/demo/target/postgres");
  }

  private <T extends AutoCloseable> T keep(T part) {
    return parts.keep(part);
  }

  /** Adds something that must end before everything that runs so far. */
  <T extends AutoCloseable> T endWith(T part) {
    return parts.keep(part);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      terminal.step("ending     everything that runs");
    }
    parts.close();
    awaitStarts();
    FolderRemoval.remove(folder);
  }

  /** A server cannot be called back while it starts; when it has, it is ended at once. */
  private void awaitStarts() {
    starting.shutdown();
    try {
      starting.awaitTermination(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> T result(Future<T> future) throws Exception {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw e;
    }
  }
}
