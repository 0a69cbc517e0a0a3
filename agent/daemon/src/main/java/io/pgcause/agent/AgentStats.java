package io.pgcause.agent;

import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What an agent has done so far, at one moment.
 *
 * @param connected whether the bridge has this agent now
 * @param connections the bridge accepted so far
 * @param framesSent over all connections; one sent twice counts twice
 * @param bytesSent of those frames
 * @param instances by instance id
 */
public record AgentStats(
    boolean connected,
    long connections,
    long framesSent,
    long bytesSent,
    Map<String, InstanceStats> instances) {

  public AgentStats {
    instances = Map.copyOf(instances);
  }

  /** Frames sampled by this process, all instances together. */
  public long framesSampled() {
    return sum(SpoolStats::sampled);
  }

  /** Frames the bridge took, those of an earlier process among them. */
  public long framesAcknowledged() {
    return sum(SpoolStats::acknowledged);
  }

  /** Frames that wait to be acknowledged. */
  public long framesPending() {
    return sum(SpoolStats::pending);
  }

  /** Frames that met a bound of the spool. */
  public long framesDropped() {
    return sum(SpoolStats::dropped);
  }

  /** Frames that can never be accepted. */
  public long framesRejected() {
    return sum(SpoolStats::rejectedTotal);
  }

  /** Values sampled by this process, all instances together. */
  public long samples() {
    return instances.values().stream().mapToLong(InstanceStats::samples).sum();
  }

  private long sum(ToLongFunction<SpoolStats> count) {
    return instances.values().stream().mapToLong(each -> count.applyAsLong(each.frames())).sum();
  }
}
