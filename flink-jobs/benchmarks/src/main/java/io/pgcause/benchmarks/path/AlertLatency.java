package io.pgcause.benchmarks.path;

import io.pgcause.benchmarks.Spread;
import io.pgcause.wire.frame.Compression;
import io.pgcause.wire.frame.FrameSource;
import io.pgcause.wire.frame.FrameWriter;
import io.pgcause.wire.frame.MetricsFrame;
import io.pgcause.wire.metric.Snapshot;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * From the sample that completes rule LOCK-01 to its alert as another connection sees it. Each time
 * on an instance of its own, whose earlier samples are stored by then; the samples are synthetic,
 * so reading a PostgreSQL and the agent's spool are not in it.
 */
final class AlertLatency {

  private static final String RULE = "LOCK-01";
  private static final int WARM_UP = 5;
  private static final long EPOCH = 1;
  private static final double DDL_WAITS_SECONDS = 6;
  private static final int READERS = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LocalPath path;
  private final Clock clock;

  AlertLatency(LocalPath path, Clock clock) {
    this.path = path;
    this.clock = clock;
  }

  /** The latencies of {@code alerts} alerts, in milliseconds, after some to warm up. */
  Spread measure(int alerts) throws Exception {
    List<FrameSource> sources =
        IntStream.range(0, WARM_UP + alerts)
            .mapToObj(i -> new FrameSource("bench-queue-" + i, EPOCH))
            .toList();
    List<Double> millis = new ArrayList<>();
    try (BridgeClient client =
            BridgeClient.connect(path.bridgePort(), "bench-queue-agent", sources);
        Connection connection = path.connect(LocalPath.STORE);
        PreparedStatement rows =
            connection.prepareStatement(
                "select count(*) from pgcause.metric_instance where instance_id = ?");
        PreparedStatement alert =
            connection.prepareStatement(
                "select count(*) from pgcause.alert where instance_id = ? and rule_id = '"
                    + RULE
                    + "'");
        FrameWriter writer = new FrameWriter()) {
      for (FrameSource source : sources) {
        SyntheticInstance instance = new SyntheticInstance(source.hashCode());
        Instant now = clock.instant();
        Snapshot calm = instance.calm(micros(now.minusSeconds(2)));
        Snapshot waits = instance.withLockQueue(micros(now.minusSeconds(1)), DDL_WAITS_SECONDS, 0);
        client.send(frame(writer, source, 1, calm));
        client.send(frame(writer, source, 2, waits));
        await(rows, source, 2, "rows");
        long start = System.nanoTime();
        Snapshot queue =
            instance.withLockQueue(micros(clock.instant()), DDL_WAITS_SECONDS + 1, READERS);
        client.send(frame(writer, source, 3, queue));
        await(alert, source, 1, "alerts " + RULE);
        millis.add((System.nanoTime() - start) / 1e6);
      }
    }
    return Spread.of(millis.subList(WARM_UP, millis.size()));
  }

  private static byte[] frame(
      FrameWriter writer, FrameSource source, long sequence, Snapshot snapshot) {
    return writer.write(new MetricsFrame(source, sequence, List.of(snapshot)), Compression.ZSTD);
  }

  private static void await(PreparedStatement count, FrameSource source, long expected, String what)
      throws SQLException, IOException {
    count.setString(1, source.instanceId());
    Visibility visibility = new Visibility(PATIENCE);
    while (visibility.isAwaited()) {
      try (ResultSet row = count.executeQuery()) {
        row.next();
        if (row.getLong(1) >= expected) {
          return;
        }
      }
    }
    throw new IOException(
        "expected %d %s of %s, not there after %s"
            .formatted(expected, what, source.instanceId(), PATIENCE));
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
