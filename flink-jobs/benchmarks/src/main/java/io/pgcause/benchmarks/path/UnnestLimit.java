package io.pgcause.benchmarks.path;

import io.pgcause.sql.FamilyTable;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the store takes when nothing stands before it: the rows of a fleet, bound as arrays by
 * pgjdbc, with one connection per core and nothing else to do. Making the values is not timed.
 */
final class UnnestLimit {

  /** Instances whose snapshots are in memory at a time, per core. */
  private static final int CHUNK = 25;

  private final LocalPath path;
  private final int cores = Runtime.getRuntime().availableProcessors();

  UnnestLimit(LocalPath path) {
    this.path = path;
  }

  /** Rows per second; the tables must be empty before and are so again afterwards. */
  double run(Fleet fleet) throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(cores);
    List<UnnestWriter> writers = new ArrayList<>();
    try (StoredRows stored = new StoredRows(path.connect(LocalPath.LIMIT))) {
      stored.clear();
      for (int i = 0; i < cores; i++) {
        writers.add(new UnnestWriter(path.connect(LocalPath.LIMIT)));
      }
      double seconds = 0;
      for (int first = 0; first < fleet.instances(); first += CHUNK * cores) {
        List<Callable<Long>> work = new ArrayList<>();
        for (int i = 0; i < cores; i++) {
          UnnestWriter writer = writers.get(i);
          List<UnnestWriter.Block> chunk = sample(fleet, first + i * CHUNK);
          work.add(() -> writer.write(chunk));
        }
        long start = System.nanoTime();
        for (Future<Long> each : workers.invokeAll(work)) {
          result(each);
        }
        seconds += (System.nanoTime() - start) / 1e9;
      }
      long rows = writers.stream().mapToLong(UnnestWriter::rows).sum();
      stored.clear();
      return rows / seconds;
    } finally {
      workers.shutdownNow();
      for (UnnestWriter writer : writers) {
        writer.close();
      }
    }
  }

  private static List<UnnestWriter.Block> sample(Fleet fleet, int first) {
    List<UnnestWriter.Block> chunk = new ArrayList<>();
    for (int i = first; i < Math.min(first + CHUNK, fleet.instances()); i++) {
      for (Snapshot snapshot : fleet.sample(i)) {
        for (MetricTable table : snapshot.tables()) {
          if (FamilyTable.find(table.group()).isPresent()) {
            chunk.add(new UnnestWriter.Block(fleet.instanceId(i), snapshot.atMicros(), table));
          }
        }
      }
    }
    return chunk;
  }

  private static void result(Future<Long> written) throws Exception {
    try {
      written.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
