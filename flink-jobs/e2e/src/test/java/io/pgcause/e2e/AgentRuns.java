package io.pgcause.e2e;

import io.pgcause.agent.AgentDaemon;
import io.pgcause.agent.AgentOptions;
import io.pgcause.agent.AgentStats;
import io.pgcause.agent.InstanceOptions;
import io.pgcause.agent.SpoolException;
import io.pgcause.agent.SpoolOptions;
import io.pgcause.sampling.SamplingTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The agent of one server, which a test may stop and start; its spool outlasts it, so all runs are
 * one line of frames. Each frame holds one snapshot. Used by one thread.
 */
final class AgentRuns implements AutoCloseable {

  private final AgentOptions options;
  private AgentDaemon agent;
  private boolean running;
  private long acknowledgedBefore;

  private AgentRuns(AgentOptions options) throws SpoolException {
    this.options = options;
    agent = AgentDaemon.start(options);
    running = true;
  }

  static AgentRuns start(String instanceId, String jdbcUrl, String user, int bridge, Path spool)
      throws SpoolException {
    SamplingTarget target = new SamplingTarget(jdbcUrl, user, () -> "", true, Optional.empty());
    return new AgentRuns(
        new AgentOptions(
            "agent-" + instanceId,
            "127.0.0.1",
            bridge,
            spool,
            Duration.ofSeconds(1),
            SpoolOptions.DEFAULT,
            List.of(new InstanceOptions(instanceId, target))));
  }

  /** Frames acknowledged to all runs so far. */
  long acknowledged() {
    return acknowledgedBefore + (running ? agent.stats().framesAcknowledged() : 0);
  }

  /** Samples no more, has the rest acknowledged, and ends; returns what the run has to say. */
  AgentStats stop() {
    agent.close();
    AgentStats last = agent.stats();
    acknowledgedBefore += last.framesAcknowledged();
    running = false;
    return last;
  }

  void startAgain() throws SpoolException {
    agent = AgentDaemon.start(options);
    running = true;
  }

  @Override
  public void close() {
    agent.close();
  }
}
