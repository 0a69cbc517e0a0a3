package io.pgcause.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pgcause.sampling.SamplingTarget;
import io.pgcause.wire.frame.MetricsFrame;
import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricTable;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent: a real PostgreSQL on one side, a socket on the other. */
final class RealInstanceIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Metric UP = MetricCatalogue.shipped().metric("postgresql.up");

  @TempDir Path temp;

  @Test
  void aServerThatComesAndGoesIsSeenSoAtTheBridge() throws Exception {
    int port = TestBridge.freePort();
    try (TestBridge bridge = TestBridge.storing();
        AgentDaemon daemon = AgentDaemon.start(options(port, bridge))) {
      await().atMost(PATIENCE).until(() -> lastSays(bridge, 0));
      try (EmbeddedPostgres server = EmbeddedPostgres.builder().setPort(port).start()) {
        assertThat(server.getPort()).isEqualTo(port);
        await().atMost(PATIENCE).until(() -> lastSays(bridge, 1));
        assertThat(last(bridge).snapshots().get(0).samples()).isGreaterThan(50);
      }
      await().atMost(PATIENCE).until(() -> lastSays(bridge, 0));
      await().atMost(PATIENCE).until(() -> daemon.stats().framesPending() == 0);
      assertThat(bridge.faults).isEmpty();
    }
  }

  private AgentOptions options(int port, TestBridge bridge) {
    return new AgentOptions(
        "agent-1",
        "127.0.0.1",
        bridge.port(),
        temp.resolve("spool"),
        Duration.ofSeconds(1),
        SpoolOptions.DEFAULT,
        List.of(
            new InstanceOptions(
                "db-1",
                new SamplingTarget(
                    "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                    "postgres",
                    () -> "",
                    true,
                    Optional.empty()))));
  }

  private static boolean lastSays(TestBridge bridge, long up) {
    if (bridge.decoded.isEmpty()) {
      return false;
    }
    MetricTable table = last(bridge).snapshots().get(0).table(UP.group());
    MetricColumn column = table == null ? null : table.column(UP);
    return column != null && column.bits(0) == up;
  }

  private static MetricsFrame last(TestBridge bridge) {
    return bridge.decoded.get(bridge.decoded.size() - 1);
  }
}
