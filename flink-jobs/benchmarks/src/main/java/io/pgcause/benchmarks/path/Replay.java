package io.pgcause.benchmarks.path;

import com.sun.management.OperatingSystemMXBean;
import io.pgcause.sql.FamilyTable;
import io.pgcause.wire.frame.FrameException;
import io.pgcause.wire.frame.FrameSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends the frames of a fleet through bridge, broker and job as fast as they are acknowledged, and
 * takes the time until every row is committed.
 */
final class Replay {

  private static final int CONNECTIONS = 4;

  private final LocalPath path;

  Replay(LocalPath path) {
    this.path = path;
  }

  /**
   * One replay.
   *
   * @param bytes of all frames
   * @param rows in the families' tables
   * @param rollupRows that were there at the end, besides
   * @param acknowledgedSeconds from the first frame to the last acknowledgement
   * @param seconds from the first frame to the last committed row
   * @param cpuSeconds of this process, with bridge, job and sender in it
   */
  record Result(
      long samples,
      long bytes,
      long rows,
      long rollupRows,
      double acknowledgedSeconds,
      double seconds,
      double cpuSeconds) {}

  /** Runs once; the tables must be empty before and are so again afterwards. */
  Result run(Fleet fleet) throws Exception {
    List<Fleet.Encoded> encoded = fleet.encode();
    Map<FamilyTable, Long> rows = new LinkedHashMap<>();
    encoded.forEach(each -> each.rows().forEach((table, n) -> rows.merge(table, n, Long::sum)));
    ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS);
    try (StoredRows stored = new StoredRows(path.connect(LocalPath.STORE))) {
      stored.clear();
      OperatingSystemMXBean system =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      long cpu = system.getProcessCpuTime();
      long start = System.nanoTime();
      List<Future<Long>> sending = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        int lane = i;
        sending.add(senders.submit(() -> send(fleet, lane, lane(encoded, lane))));
      }
      long acknowledged = start;
      for (Future<Long> each : sending) {
        acknowledged = Math.max(acknowledged, result(each));
      }
      stored.await(rows);
      long end = System.nanoTime();
      Result result =
          new Result(
              encoded.stream().mapToLong(Fleet.Encoded::samples).sum(),
              encoded.stream().flatMap(e -> e.frames().stream()).mapToLong(f -> f.length).sum(),
              rows.values().stream().mapToLong(Long::longValue).sum(),
              stored.rollups(),
              (acknowledged - start) / 1e9,
              (end - start) / 1e9,
              (system.getProcessCpuTime() - cpu) / 1e9);
      stored.clear();
      return result;
    } finally {
      senders.shutdownNow();
    }
  }

  private static List<Fleet.Encoded> lane(List<Fleet.Encoded> encoded, int lane) {
    List<Fleet.Encoded> own = new ArrayList<>();
    for (int i = lane; i < encoded.size(); i += CONNECTIONS) {
      own.add(encoded.get(i));
    }
    return own;
  }

  /** Sends cycle by cycle, as a fleet does; returns when the last frame was acknowledged. */
  private long send(Fleet fleet, int lane, List<Fleet.Encoded> instances)
      throws IOException, FrameException, InterruptedException {
    List<FrameSource> sources = instances.stream().map(Fleet.Encoded::source).toList();
    try (BridgeClient client =
        BridgeClient.connect(path.bridgePort(), fleet.name() + "-agent-" + lane, sources)) {
      for (int cycle = 0; cycle < fleet.snapshots(); cycle++) {
        for (Fleet.Encoded instance : instances) {
          client.send(instance.frames().get(cycle));
        }
      }
      client.awaitAcknowledged();
      return System.nanoTime();
    }
  }

  private static long result(Future<Long> sending) throws Exception {
    try {
      return sending.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
