package io.pgcause.benchmarks.path;

import io.pgcause.agent.AgentDaemon;
import io.pgcause.agent.AgentOptions;
import io.pgcause.agent.InstanceOptions;
import io.pgcause.agent.SpoolOptions;
import io.pgcause.benchmarks.Spread;
import io.pgcause.demo.PostgresServer;
import io.pgcause.sampling.SamplingTarget;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * From the beginning of a cycle of a real agent on a real PostgreSQL to the moment another
 * connection sees the row: sampling, encoding, the agent's spool, bridge, broker, job and commit.
 */
final class RowLatency {

  private static final String INSTANCE = "bench-real-";
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int WARM_UP = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LocalPath path;
  private final Clock clock;

  /**
   * @param clock the one the agent in this process reads
   */
  RowLatency(LocalPath path, Clock clock) {
    this.path = path;
    this.clock = clock;
  }

  /**
   * What was seen.
   *
   * @param millis latencies
   * @param frameBytes mean size of the agent's frames
   */
  record Result(Spread millis, double frameBytes) {}

  /**
   * The latencies of some cycles in each of {@code runs} runs of the agent. Its interval is a
   * multiple of the store's flush interval, so within a run every row waits about as long; each run
   * begins at another moment between two flushes.
   */
  Result measure(int runs, int cycles) throws Exception {
    PostgresServer monitored = path.startMonitored();
    monitored.execute("postgres", "create role pgcause_agent login in role pg_monitor");
    SamplingTarget target =
        new SamplingTarget(
            monitored.url("postgres"), "pgcause_agent", () -> "", true, Optional.empty());
    SplittableRandom moments = new SplittableRandom(runs);
    List<Double> millis = new ArrayList<>();
    long frames = 0;
    long bytes = 0;
    try (Connection connection = path.connect(LocalPath.STORE);
        PreparedStatement newest =
            connection.prepareStatement(
                "select max(at) from pgcause.metric_instance where instance_id = ?")) {
      for (int run = 0; run < runs; run++) {
        newest.setString(1, INSTANCE + run);
        LockSupport.parkNanos(moments.nextLong(LocalPath.FLUSH.toNanos()));
        try (AgentDaemon agent = AgentDaemon.start(options(run, target))) {
          millis.addAll(cycles(cycles, newest, agent));
          frames += agent.stats().framesSent();
          bytes += agent.stats().bytesSent();
        }
      }
    }
    return new Result(Spread.of(millis), (double) bytes / frames);
  }

  private AgentOptions options(int run, SamplingTarget target) {
    return new AgentOptions(
        "bench-agent",
        "127.0.0.1",
        path.bridgePort(),
        path.folder("spool-" + run),
        INTERVAL,
        SpoolOptions.DEFAULT,
        List.of(new InstanceOptions(INSTANCE + run, target)));
  }

  private List<Double> cycles(int cycles, PreparedStatement newest, AgentDaemon agent)
      throws Exception {
    List<Double> millis = new ArrayList<>();
    Instant last = Instant.EPOCH;
    for (int i = 0; i < WARM_UP + cycles; i++) {
      last = awaitAfter(last, newest, agent);
      if (i >= WARM_UP) {
        millis.add(Duration.between(last, clock.instant()).toNanos() / 1e6);
      }
    }
    return millis;
  }

  private static Instant awaitAfter(Instant last, PreparedStatement newest, AgentDaemon agent)
      throws Exception {
    Visibility visibility = new Visibility(PATIENCE);
    while (visibility.isAwaited()) {
      try (ResultSet row = newest.executeQuery()) {
        row.next();
        OffsetDateTime at = row.getObject(1, OffsetDateTime.class);
        if (at != null && at.toInstant().isAfter(last)) {
          return at.toInstant();
        }
      }
    }
    throw new IOException("no new row of the agent for " + PATIENCE + ": " + agent.stats());
  }
}
