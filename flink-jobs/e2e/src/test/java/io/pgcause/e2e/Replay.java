package io.pgcause.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pgcause.bridge.PulsarBridge;
import io.pgcause.broker.BrokerOptions;
import io.pgcause.broker.LocalBroker;
import io.pgcause.e2e.FrameFleet.Sent;
import io.pgcause.e2e.Store.LetterRow;
import io.pgcause.flow.ingest.RuleDeserializer;
import io.pgcause.sql.Migrations;
import io.pgcause.sql.fixture.ScratchDatabase;
import io.pgcause.wire.frame.FrameMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/**
 * A fleet's frames sent through bridge, broker and job into a store, with poison among them and the
 * job killed in the middle: some frames it has taken, some it has taken since its last checkpoint,
 * some come while it is down. Afterwards everything is still there to be looked at.
 */
final class Replay implements AutoCloseable {

  private static final int PARTITIONS = 3;
  private static final int PARALLELISM = 2;
  private static final int POISONED = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final RunningParts parts = new RunningParts();
  private final FrameFleet fleet;
  private final List<Sent> sent;
  private final List<LetterRow> letters = new ArrayList<>();
  private final SimpleMeterRegistry bridgeMeters = new SimpleMeterRegistry();
  private final Store store;
  private final LocalBroker broker;
  private final LiveJob job;
  private final PulsarBridge bridge;

  private Replay(FrameFleet fleet, ScratchDatabase database, Path folder) throws Exception {
    this.fleet = fleet;
    sent = fleet.inOrderOfSending();
    store = new Store(database.dataSource());
    Migrations.migrate(store.source());
    try {
      broker = parts.keep(LocalBroker.start(BrokerOptions.in(folder.resolve("pulsar"))));
      broker.createPartitionedTopic(FrameMessage.TOPIC, PARTITIONS);
      broker.createPartitionedTopic(RuleDeserializer.TOPIC, 1);
      List<String> options = LiveStack.jobOptions(broker, database.url());
      job = parts.keep(LiveJob.start(options, PARALLELISM, folder.resolve("flink")));
      bridge = parts.keep(LiveStack.bridge(broker, bridgeMeters));
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  /** Runs it all; returns when as many rows are committed as there should be. */
  static Replay run(FrameFleet fleet, ScratchDatabase database, Path folder) throws Exception {
    Replay replay = new Replay(fleet, database, folder);
    try {
      replay.run();
      return replay;
    } catch (Exception | AssertionError e) {
      replay.close();
      throw e;
    }
  }

  Store store() {
    return store;
  }

  List<Sent> sent() {
    return sent;
  }

  /** The dead letters that must come of the poison. */
  List<LetterRow> letters() {
    return letters;
  }

  String pulsarUrl() {
    return broker.serviceUrl();
  }

  /** Frames the bridge has acknowledged, each time it was sent. */
  long acknowledged() {
    return (long) bridgeMeters.counter("pgcause.bridge.frames.acked").count();
  }

  @Override
  public void close() {
    parts.close();
  }

  private void run() throws Exception {
    int half = sent.size() / 2;
    send(sent.subList(0, half));
    letters.addAll(Poison.publish(broker.serviceUrl(), sent.subList(0, POISONED), 1));
    Path checkpoint = job.awaitCheckpoint();
    long then = store.rows("metric_instance");
    send(sent.subList(half, half + half / 4));
    await("rows behind the checkpoint", () -> store.rows("metric_instance") > then);
    job.kill();
    send(sent.subList(half + half / 4, sent.size()));
    letters.addAll(Poison.publish(broker.serviceUrl(), sent.subList(0, POISONED), 2));
    job.restore(checkpoint);
    long snapshots =
        (long) fleet.sources().size() * FrameFleet.FRAMES * FrameFleet.SNAPSHOTS_PER_FRAME;
    await("all rows", () -> store.rows("metric_instance") >= snapshots);
    await("all dead letters", () -> store.rows("dead_letter") >= letters.size());
    job.awaitCheckpoint(); // what the other tables gathered is committed with it
  }

  private void send(List<Sent> frames) throws Exception {
    assertThat(FrameSender.send(bridge.address(), fleet.sources(), frames)).isEmpty();
  }

  private void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .failFast("the job failed", job::hasFailed)
        .until(condition);
  }
}
