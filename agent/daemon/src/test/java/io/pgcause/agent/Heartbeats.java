package io.pgcause.agent;

import io.pgcause.wire.frame.Compression;
import io.pgcause.wire.frame.FrameWriter;
import io.pgcause.wire.frame.MetricsFrame;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.util.List;

/** The smallest snapshots there are, and frames of them. */
final class Heartbeats {

  private Heartbeats() {}

  static Snapshot snapshot() {
    return snapshot("agent-1");
  }

  /** A frame of it is a little longer than {@code collector}, which does not compress away. */
  static Snapshot snapshot(String collector) {
    MetricCatalogue catalogue = MetricCatalogue.shipped();
    MetricGroup group = catalogue.group("agent");
    return new Snapshot(
        1_700_000_000_000_000L,
        List.of(
            MetricTable.builder(group)
                .row(collector)
                .set(catalogue.metric("agent.heartbeat"), 1L)
                .build()));
  }

  static void append(Spool spool, int frames) {
    append(spool, frames, snapshot());
  }

  static void append(Spool spool, int frames, Snapshot snapshot) {
    try (FrameWriter writer = new FrameWriter()) {
      for (int i = 0; i < frames; i++) {
        spool.append(
            (line, sequence) ->
                writer.write(
                    new MetricsFrame(line, sequence, List.of(snapshot)), Compression.NONE));
      }
    }
  }
}
