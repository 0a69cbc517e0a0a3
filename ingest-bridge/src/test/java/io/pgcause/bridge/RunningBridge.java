package io.pgcause.bridge;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pgcause.wire.frame.FrameException;
import io.pgcause.wire.frame.FrameSource;
import io.pgcause.wire.frame.RefusalReason;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** A bridge on a free port with a publisher the test controls. */
final class RunningBridge implements AutoCloseable {

  /** When every frame is received. */
  static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");

  final HeldPublisher publisher = new HeldPublisher();
  final Bridge bridge;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  RunningBridge(BridgeOptions.Builder options) {
    bridge =
        Bridge.start(
            options.insecure(true).build(), publisher, meters, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  AgentSocket connect() throws IOException {
    return new AgentSocket(bridge.address());
  }

  AgentSocket welcomed(FrameSource... sources) throws IOException, FrameException {
    return AgentSocket.welcomed(bridge.address(), sources);
  }

  double rejected(RefusalReason reason) {
    return meters
        .get("pgcause.bridge.frames.rejected")
        .tag("reason", reason.label())
        .counter()
        .count();
  }

  double held(String why) {
    return meters.get("pgcause.bridge.reads.held").tag("why", why).counter().count();
  }

  double count(String counter) {
    return meters.get("pgcause.bridge." + counter).counter().count();
  }

  double gauge(String gauge) {
    return meters.get("pgcause.bridge." + gauge).gauge().value();
  }

  long timed(String timer) {
    return meters.get("pgcause.bridge." + timer).timer().count();
  }

  @Override
  public void close() {
    bridge.close();
  }
}
