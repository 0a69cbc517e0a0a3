package io.pgcause.sampling;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples one PostgreSQL instance, and its host when it runs there, over one connection that it
 * keeps. A server that is down, hung or refuses is a result like any other: {@code postgresql.up}
 * is 0, and the groups of the host and of the server's log are there all the same.
 *
 * <p>A group whose table has no rows was looked at and found empty. A group without a table could
 * not be looked at; {@link #notEvaluable} says why. Groups cpu and filesystem need a cycle before
 * them: the first compares, the second asks the server where its data lies.
 *
 * <p>One thread samples; any thread may close or ask what was not evaluable.
 */
public final class InstanceSampler implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InstanceSampler.class);
  private static final Metric UP = MetricCatalogue.shipped().metric("postgresql.up");
  private static final int FIRST_MAJOR_WITH_JSONLOG = 15;

  private final SamplingTarget target;
  private final String collectorId;
  private final Clock clock;
  private final ServerLimits limits;
  private final ServerLink link;
  private final SamplerRuns runs;
  private final List<GroupSampler<ServerSession>> serverSamplers = ServerGroups.samplers();
  private final List<GroupSampler<HostFiles>> hostSamplers;
  private final LogEventSampler logSampler = new LogEventSampler();
  private final @Nullable LogTail log;
  private @Nullable Path dataDirectory;
  private volatile List<NotEvaluable> notEvaluable = List.of();
  private volatile boolean closed;

  /**
   * Connects with the first {@link #sample}, not before.
   *
   * @param collectorId names the agent in groups agent and agent_group
   * @param clock gives snapshots their time
   */
  public InstanceSampler(SamplingTarget target, String collectorId, Clock clock) {
    this(target, collectorId, clock, ServerLimits.STANDARD);
  }

  InstanceSampler(SamplingTarget target, String collectorId, Clock clock, ServerLimits limits) {
    this.target = target;
    this.collectorId = collectorId;
    this.clock = clock;
    this.limits = limits;
    this.link = new ServerLink(target, limits, clock);
    this.runs = new SamplerRuns(target.address());
    this.hostSamplers =
        target.host() ? HostGroups.samplers(() -> Optional.ofNullable(dataDirectory)) : List.of();
    this.log = target.serverLog().map(LogTail::new).orElse(null);
  }

  /**
   * Everything there is to know now. Takes a few milliseconds; when the server is slow or hung, as
   * long as its limits allow, at most some ten seconds.
   *
   * @return a snapshot of the moment at which this method was called
   * @throws IllegalStateException when the sampler is closed; never because of the server
   */
  public Snapshot sample() {
    if (closed) {
      throw new IllegalStateException("the sampler of " + target.address() + " is closed");
    }
    long atMicros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    SnapshotDraft draft = new SnapshotDraft();
    for (GroupSampler<HostFiles> sampler : hostSamplers) {
      runs.run(sampler, HostFiles.SYSTEM, draft);
    }
    sampleServer(draft);
    sampleLog(draft);
    runs.report(collectorId, draft);
    notEvaluable = draft.notEvaluable();
    return draft.toSnapshot(atMicros);
  }

  /** What the last {@link #sample} could not evaluate, and why. Empty before the first. */
  public List<NotEvaluable> notEvaluable() {
    return notEvaluable;
  }

  /** Disconnects; a {@link #sample} that waits for the server ends soon after. */
  @Override
  public void close() {
    closed = true;
    link.close();
    if (log != null) {
      try {
        log.close();
      } catch (IOException e) {
        LOG.info("log=not_closed server={}", target.address(), e);
      }
    }
  }

  private void sampleServer(SnapshotDraft draft) {
    ServerSession session = link.answering();
    draft.row(UP.group()).set(UP, session == null ? 0L : 1L);
    if (session == null) {
      String reason = "the server cannot be asked: " + link.reason();
      serverSamplers.forEach(sampler -> draft.withhold(sampler, reason));
      return;
    }
    dataDirectory = session.dataDirectory();
    long start = System.nanoTime();
    String givenUp = "";
    for (GroupSampler<ServerSession> sampler : serverSamplers) {
      if (givenUp.isEmpty() && System.nanoTime() - start > limits.cycle().toNanos()) {
        givenUp = "the " + limits.cycle().toMillis() + " ms of the cycle were used up before";
      }
      if (!givenUp.isEmpty()) {
        draft.withhold(sampler, givenUp);
        continue;
      }
      SQLException failure = runs.run(sampler, session, draft);
      if (failure != null && session.isLost(failure)) {
        link.lost(failure);
        givenUp = "the connection was lost during the cycle";
      }
    }
  }

  private void sampleLog(SnapshotDraft draft) {
    if (log == null) {
      draft.withhold(logSampler, "no server log is configured");
    } else if (link.major() > 0 && link.major() < FIRST_MAJOR_WITH_JSONLOG) {
      draft.withhold(
          logSampler,
          "log_destination = jsonlog is new in "
              + FIRST_MAJOR_WITH_JSONLOG
              + "; the server is "
              + link.major());
    } else {
      runs.run(logSampler, log, draft);
    }
  }
}
