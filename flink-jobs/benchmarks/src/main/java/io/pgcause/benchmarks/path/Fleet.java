package io.pgcause.benchmarks.path;

import io.pgcause.sql.FamilyTable;
import io.pgcause.wire.frame.Compression;
import io.pgcause.wire.frame.FrameSource;
import io.pgcause.wire.frame.FrameWriter;
import io.pgcause.wire.frame.MetricsFrame;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Synthetic instances that are sampled at the same times, at the agents' usual interval. The same
 * numbers give the same values, whenever they are asked for.
 *
 * @param name begins every instance id
 * @param instances how many
 * @param snapshots of each
 * @param last time of the last snapshots
 */
record Fleet(String name, int instances, int snapshots, Instant last) {

  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final long EPOCH = 1;

  /**
   * What one instance sends, encoded.
   *
   * @param frames one per snapshot, in order
   * @param samples in all of them
   * @param rows by table that keeps them
   */
  record Encoded(
      FrameSource source, List<byte[]> frames, long samples, Map<FamilyTable, Long> rows) {}

  String instanceId(int instance) {
    return name + "-" + instance;
  }

  /** All snapshots of one instance, oldest first. */
  List<Snapshot> sample(int instance) {
    SyntheticInstance synthetic = new SyntheticInstance(instanceId(instance).hashCode());
    List<Snapshot> all = new ArrayList<>(snapshots);
    for (int i = snapshots - 1; i >= 0; i--) {
      Instant at = last.minus(INTERVAL.multipliedBy(i));
      all.add(synthetic.calm(ChronoUnit.MICROS.between(Instant.EPOCH, at)));
    }
    return all;
  }

  /** The frames of every instance, made on all cores. */
  List<Encoded> encode() {
    return IntStream.range(0, instances).parallel().mapToObj(this::encode).toList();
  }

  private Encoded encode(int instance) {
    FrameSource source = new FrameSource(instanceId(instance), EPOCH);
    List<byte[]> frames = new ArrayList<>(snapshots);
    Map<FamilyTable, Long> rows = new LinkedHashMap<>();
    long samples = 0;
    try (FrameWriter writer = new FrameWriter()) {
      for (Snapshot snapshot : sample(instance)) {
        MetricsFrame frame = new MetricsFrame(source, frames.size() + 1, List.of(snapshot));
        frames.add(writer.write(frame, Compression.ZSTD));
        samples += snapshot.samples();
        for (MetricTable table : snapshot.tables()) {
          FamilyTable.find(table.group())
              .ifPresent(family -> rows.merge(family, (long) table.rows(), Long::sum));
        }
      }
    }
    return new Encoded(source, frames, samples, rows);
  }
}
