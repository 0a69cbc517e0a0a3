package io.pgcause.agent;

import io.pgcause.sampling.InstanceSampler;
import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.metric.Snapshot;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent: samples every instance at its interval, keeps the frames on disk, and sends them to
 * the bridge over one connection until they are acknowledged. Thread-safe.
 */
public final class AgentDaemon implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AgentDaemon.class);
  private static final Duration FLUSH = Duration.ofSeconds(5);
  private static final Duration LAST_CYCLE = Duration.ofSeconds(2);

  private final List<Spool> spools = new ArrayList<>();
  private final Map<String, SamplingLoop> loops = new LinkedHashMap<>();
  private final List<SnapshotSource> sources = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Traffic traffic = new Traffic();
  private final Sender sender;

  private AgentDaemon(AgentOptions options, Wiring wiring) throws SpoolException {
    SpoolLimits limits = SpoolLimits.of(options.spool());
    try {
      for (InstanceOptions instance : options.instances()) {
        String id = instance.instanceId();
        spools.add(Spool.open(options.spoolDirectory(), id, limits, wiring.clock()));
        sources.add(wiring.sources().apply(instance));
      }
    } catch (SpoolException | RuntimeException e) {
      closeSources();
      closeSpools();
      throw e;
    }
    SenderTiming timing = wiring.timing();
    BackOff patience = new BackOff(timing.backOff(), new SplittableRandom());
    Outbox outbox = new Outbox(spools, System::nanoTime, patience);
    ControlMessage.Hello hello =
        new ControlMessage.Hello(options.agentId(), version(), outbox.sources());
    sender =
        new Sender(
            options.bridgeHost(),
            options.bridgePort(),
            hello,
            outbox,
            timing,
            traffic,
            new SplittableRandom());
    prepareLoops(options.interval(), outbox);
  }

  /**
   * What the daemon takes from its surroundings.
   *
   * @param sources opens where an instance's snapshots come from
   */
  record Wiring(
      Function<InstanceOptions, SnapshotSource> sources, Clock clock, SenderTiming timing) {}

  /**
   * Starts an agent that runs until it is closed. PostgreSQL and the bridge need not be there yet.
   *
   * @throws SpoolException when the spool folder cannot be used; nothing has been sampled then
   */
  public static AgentDaemon start(AgentOptions options) throws SpoolException {
    Clock clock = Clock.systemUTC();
    return start(
        options,
        new Wiring(
            instance ->
                new Sampling(new InstanceSampler(instance.target(), options.agentId(), clock)),
            clock,
            SenderTiming.DEFAULT));
  }

  static AgentDaemon start(AgentOptions options, Wiring wiring) throws SpoolException {
    AgentDaemon daemon = new AgentDaemon(options, wiring);
    daemon.sender.start();
    daemon.threads.forEach(Thread::start);
    LOG.info(
        "agent=started agent={} version={} instances={} interval={}",
        options.agentId(),
        version(),
        options.instances().size(),
        options.interval());
    return daemon;
  }

  /** What has been done so far. */
  public AgentStats stats() {
    Map<String, InstanceStats> instances = new LinkedHashMap<>();
    loops.forEach((id, loop) -> instances.put(id, loop.stats()));
    return new AgentStats(
        traffic.isConnected(),
        traffic.connections.sum(),
        traffic.frames.sum(),
        traffic.bytes.sum(),
        instances);
  }

  /**
   * Stops sampling, gives the bridge some seconds to acknowledge what is pending, and leaves the
   * rest in the spool for the next start. Closing again does nothing.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    stopping.countDown();
    try {
      joinLoops();
      closeSources();
      joinLoops();
      sender.stop(FLUSH);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("agent=interrupted effect=\"what is pending is sent at the next start\"");
    }
    closeSpools();
    AgentStats last = stats();
    LOG.info(
        "agent=stopped sampled={} acknowledged={} pending={} dropped={} rejected={}",
        last.framesSampled(),
        last.framesAcknowledged(),
        last.framesPending(),
        last.framesDropped(),
        last.framesRejected());
  }

  /** The first ticks are spread over one interval, so that instances do not sample all at once. */
  private void prepareLoops(Duration interval, Outbox outbox) {
    long nanos = interval.toNanos();
    long now = System.nanoTime();
    for (int i = 0; i < spools.size(); i++) {
      Spool spool = spools.get(i);
      Schedule schedule = new Schedule(now + nanos * i / spools.size(), nanos);
      SamplingLoop loop =
          new SamplingLoop(spool, sources.get(i), schedule, Pacer.of(stopping), outbox::wake);
      loops.put(spool.instanceId(), loop);
      Thread thread = new Thread(loop, "pgcause-sample-" + spool.instanceId());
      thread.setDaemon(true);
      threads.add(thread);
    }
  }

  private void joinLoops() throws InterruptedException {
    long deadline = System.nanoTime() + LAST_CYCLE.toNanos();
    for (Thread thread : threads) {
      long millis = (deadline - System.nanoTime()) / 1_000_000;
      if (millis > 0) {
        thread.join(millis);
      }
    }
  }

  private void closeSources() {
    for (SnapshotSource source : sources) {
      try {
        source.close();
      } catch (RuntimeException e) {
        LOG.warn("sampling=unclosed", e);
      }
    }
  }

  private void closeSpools() {
    for (Spool spool : spools) {
      try {
        spool.close();
      } catch (IOException e) {
        LOG.warn("spool=unclosed instance={}", spool.instanceId(), e);
      }
    }
  }

  static String version() {
    String version = AgentDaemon.class.getPackage().getImplementationVersion();
    return Objects.requireNonNullElse(version, "development");
  }

  /** The real sampler. */
  private record Sampling(InstanceSampler sampler) implements SnapshotSource {

    @Override
    public Snapshot sample() {
      return sampler.sample();
    }

    @Override
    public void close() {
      sampler.close();
    }
  }
}
