package io.pgcause.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Pulsar standalone broker in a process of its own, on loopback ports only, which dies with its
 * parent. Topics, messages and subscriptions live in the data directory and outlast {@link
 * #kill()}, {@link #restart()} and {@link #close()}; acknowledged messages stay for a week or 4 GB
 * per topic.
 *
 * <p>The child needs about half a gigabyte of memory and is ready within a few seconds. All methods
 * may be called from any thread; those that change the process wait for each other.
 */
public final class LocalBroker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalBroker.class);
  private static final long READY_POLL_MILLIS = 50;
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

  private final BrokerOptions options;
  private final BrokerPorts ports;
  private final BrokerProcess launcher;
  private final BrokerAdmin admin;
  private volatile Process process;

  private LocalBroker(BrokerOptions options, BrokerPorts ports, BrokerProcess launcher)
      throws IOException {
    this.options = options;
    this.ports = ports;
    this.launcher = launcher;
    this.admin = new BrokerAdmin(adminUrl());
    this.process = launcher.launch();
  }

  /**
   * Starts a broker and returns when clients can use it.
   *
   * @throws IOException if its jars were never resolved, or it died or was not ready within the
   *     start timeout; the message ends with the last lines of its log, and no process is left
   */
  public static LocalBroker start(BrokerOptions options) throws IOException, InterruptedException {
    BrokerPorts ports = BrokerPorts.of(options);
    LocalBroker broker =
        new LocalBroker(
            options,
            ports,
            new BrokerProcess(options, ports, BrokerClassPath.read(BrokerClassPath.home())));
    try {
      broker.awaitReady();
      return broker;
    } catch (IOException | InterruptedException e) {
      broker.close();
      throw e;
    }
  }

  /** Address for Pulsar clients, such as {@code pulsar://127.0.0.1:6650}. */
  public String serviceUrl() {
    return "pulsar://127.0.0.1:" + ports.service();
  }

  /** Address of the admin REST interface, such as {@code http://127.0.0.1:8080}. */
  public String adminUrl() {
    return "http://127.0.0.1:" + ports.admin();
  }

  /** Process id of the child that runs now, or ran last. */
  public long pid() {
    return process.pid();
  }

  /** Whether the child runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  BrokerPorts ports() {
    return ports;
  }

  /** File with everything the broker says, appended over restarts. */
  public Path log() {
    return launcher.log();
  }

  /**
   * Creates a persistent topic.
   *
   * @param topic a name in {@code public/default}, or a full one with {@code persistent://}
   * @throws IOException if the broker refuses, for instance because the topic exists
   */
  public void createPartitionedTopic(String topic, int partitions)
      throws IOException, InterruptedException {
    admin.createPartitionedTopic(topic, partitions);
  }

  /** Raises the number of partitions of a topic to {@code partitions}; it can never shrink. */
  public void growPartitionedTopic(String topic, int partitions)
      throws IOException, InterruptedException {
    admin.growPartitionedTopic(topic, partitions);
  }

  /** Kills the child at once (SIGKILL), as a crash would; returns when it is gone. */
  public synchronized void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    LOG.info("broker killed pid={}", process.pid());
  }

  /**
   * Starts the broker again on the same data and ports and returns when it is ready; stops it first
   * when it still runs.
   *
   * @throws IOException as {@link #start} does; the broker is then stopped
   */
  public synchronized void restart() throws IOException, InterruptedException {
    stop();
    process = launcher.launch();
    try {
      awaitReady();
    } catch (IOException | InterruptedException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Stops the child (SIGTERM, after 15 s SIGKILL) and keeps its data. Closing twice is fine. */
  @Override
  public synchronized void close() {
    try {
      stop();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void stop() throws InterruptedException {
    if (!process.isAlive()) {
      return;
    }
    process.destroy();
    if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("broker does not stop, killing it pid={} waited={}", process.pid(), STOP_TIMEOUT);
      process.destroyForcibly().waitFor();
    }
    LOG.info("broker stopped pid={}", process.pid());
  }

  private void awaitReady() throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (!admin.isReady()) {
      if (process.waitFor(READY_POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw notReady("exited with status " + process.exitValue());
      }
      if (System.nanoTime() - start > options.startTimeout().toNanos()) {
        throw notReady("was not ready within " + options.startTimeout());
      }
    }
    LOG.info(
        "broker ready pid={} service={} admin={} millis={}",
        process.pid(),
        serviceUrl(),
        adminUrl(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  private IOException notReady(String what) {
    return new IOException(
        "broker on %s, %s %s; last lines of %s:%n%s"
            .formatted(serviceUrl(), adminUrl(), what, log(), launcher.logTail()));
  }
}
