package io.pgcause.wire.frame;

import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what {@link SnapshotWriter} wrote. Whatever the bytes are, it throws nothing but {@link
 * FrameException} and takes little more memory than its limit allows. Not thread-safe.
 */
public final class SnapshotReader {

  private static final int BYTES_PER_SNAPSHOT = 192;

  private final boolean fromAgent;
  private final long maxBytes;

  private SnapshotReader(boolean fromAgent, long maxBytes) {
    this.fromAgent = fromAgent;
    this.maxBytes = maxBytes;
  }

  /**
   * For what agents send: derived metrics and rates are refused, the pipeline computes them.
   *
   * @param maxBytes memory the snapshots of one body may take
   */
  public static SnapshotReader ofAgents(long maxBytes) {
    return new SnapshotReader(true, maxBytes);
  }

  /** For what the pipeline wrote itself. */
  public static SnapshotReader ofPipeline() {
    return new SnapshotReader(false, Integer.MAX_VALUE);
  }

  /**
   * The snapshots in the remaining bytes of {@code body}, oldest first. The position does not move.
   *
   * @throws FrameException when the bytes are not a body, or one that takes too much memory
   */
  public List<Snapshot> read(ByteBuffer body) throws FrameException {
    MemoryBudget budget = new MemoryBudget(maxBytes);
    ByteSource in = new ByteSource(body);
    in.varint(); // the catalogue version: ids never change their meaning, so nothing depends on it
    long[] times = readTimes(in);
    budget.charge(times.length, BYTES_PER_SNAPSHOT);
    List<List<MetricTable>> tables = readGroups(in, times.length, budget);
    List<Snapshot> snapshots = new ArrayList<>(times.length);
    for (int k = 0; k < times.length; k++) {
      snapshots.add(new Snapshot(times[k], tables.get(k)));
    }
    return snapshots;
  }

  private static long[] readTimes(ByteSource in) throws FrameException {
    int count = in.count(MetricsFrame.MAX_SNAPSHOTS, "snapshots");
    if (count == 0) {
      throw new FrameException(RefusalReason.MALFORMED, "a body without snapshots");
    }
    long[] times = new long[count];
    IntegerCoding.DELTA_OF_DELTA.read(times, in);
    return times;
  }

  private List<List<MetricTable>> readGroups(ByteSource in, int snapshots, MemoryBudget budget)
      throws FrameException {
    List<List<MetricTable>> tables = new ArrayList<>(snapshots);
    for (int k = 0; k < snapshots; k++) {
      tables.add(new ArrayList<>());
    }
    int count = in.count(in.remaining(), "groups");
    int last = -1;
    for (int i = 0; i < count; i++) {
      int id = in.ascendingId(last, "as a group");
      last = id;
      int length = in.count(in.remaining(), "bytes of a group");
      Optional<MetricGroup> group = MetricCatalogue.shipped().findGroup(id);
      if (group.isPresent()) {
        new GroupReader(group.get(), fromAgent, budget).read(in.part(length), tables);
      } else {
        in.skip(length);
      }
    }
    return tables;
  }
}
