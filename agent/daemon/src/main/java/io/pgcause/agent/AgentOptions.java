package io.pgcause.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything an agent needs to know.
 *
 * @param agentId who speaks to the bridge; 1 to 128 bytes of UTF-8
 * @param bridgeHost of this machine: {@code localhost}, {@code 127.x.y.z} or {@code ::1}, for as
 *     long as there is no TLS
 * @param bridgePort 1 to 65,535
 * @param spoolDirectory where each instance gets a folder of its own
 * @param interval between two snapshots of an instance, 1 s to 1 h
 * @param spool bounds of each instance's spool
 * @param instances at least one and at most 1,024, each with an id of its own
 */
public record AgentOptions(
    String agentId,
    String bridgeHost,
    int bridgePort,
    Path spoolDirectory,
    Duration interval,
    SpoolOptions spool,
    List<InstanceOptions> instances) {

  /** The interval when nobody says otherwise. */
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

  static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);
  static final Duration MOST_INTERVAL = Duration.ofHours(1);
  private static final int MOST_INSTANCES = 1024;

  public AgentOptions {
    InstanceOptions.requireId(agentId, "an agent id");
    if (!isLoopback(bridgeHost)) {
      throw new IllegalArgumentException(
          "bridge " + bridgeHost + " is not on this machine, and frames are not encrypted yet");
    }
    if (bridgePort < 1 || bridgePort > 65_535) {
      throw new IllegalArgumentException("a port is 1 to 65535, not " + bridgePort);
    }
    if (interval.compareTo(LEAST_INTERVAL) < 0 || interval.compareTo(MOST_INTERVAL) > 0) {
      throw new IllegalArgumentException("an interval is 1s to 1h, not " + interval);
    }
    instances = List.copyOf(instances);
    if (instances.isEmpty() || instances.size() > MOST_INSTANCES) {
      throw new IllegalArgumentException(
          "an agent watches 1 to " + MOST_INSTANCES + " instances, not " + instances.size());
    }
    Set<String> seen = new HashSet<>();
    for (InstanceOptions instance : instances) {
      if (!seen.add(instance.instanceId())) {
        throw new IllegalArgumentException("instance " + instance.instanceId() + " stands twice");
      }
    }
  }

  /** An agent with the usual interval and spool. */
  public AgentOptions(
      String agentId,
      String bridgeHost,
      int bridgePort,
      Path spoolDirectory,
      List<InstanceOptions> instances) {
    this(
        agentId,
        bridgeHost,
        bridgePort,
        spoolDirectory,
        DEFAULT_INTERVAL,
        SpoolOptions.DEFAULT,
        instances);
  }

  /** Whether {@code host} is this machine without asking a name server, which could lie. */
  static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
  }
}
