package io.pgcause.agent;

import io.pgcause.wire.frame.Compression;
import io.pgcause.wire.frame.FrameWriter;
import io.pgcause.wire.frame.MetricsFrame;
import io.pgcause.wire.metric.Snapshot;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples one instance at every tick and puts the snapshot into its spool as one frame. Has a
 * thread of its own, so that an instance that does not answer delays nobody else.
 */
final class SamplingLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(SamplingLoop.class);

  private final Spool spool;
  private final SnapshotSource source;
  private final Schedule schedule;
  private final Pacer pacer;
  private final Runnable afterFrame;
  private final LongAdder cycles = new LongAdder();
  private final LongAdder samples = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private boolean failing;

  /**
   * @param afterFrame run after each frame, on the thread of this loop
   */
  SamplingLoop(
      Spool spool, SnapshotSource source, Schedule schedule, Pacer pacer, Runnable afterFrame) {
    this.spool = spool;
    this.source = source;
    this.schedule = schedule;
    this.pacer = pacer;
    this.afterFrame = afterFrame;
  }

  @Override
  public void run() {
    try (FrameWriter frames = new FrameWriter()) {
      while (pacer.await(schedule.next())) {
        cycle(frames);
        skipped.add(schedule.ended(pacer.nanos()));
      }
    }
  }

  InstanceStats stats() {
    return new InstanceStats(
        spool.stats(), cycles.sum(), samples.sum(), skipped.sum(), failed.sum());
  }

  private void cycle(FrameWriter frames) {
    cycles.increment();
    try {
      Snapshot snapshot = source.sample();
      samples.add(snapshot.samples());
      spool.append(
          (line, sequence) ->
              frames.write(new MetricsFrame(line, sequence, List.of(snapshot)), Compression.ZSTD));
      afterFrame.run();
      if (failing) {
        failing = false;
        LOG.info("sampling=works instance={}", spool.instanceId());
      }
    } catch (RuntimeException e) {
      failed.increment();
      if (!failing) {
        failing = true;
        LOG.warn("sampling=fails instance={} effect=\"no frame\"", spool.instanceId(), e);
      }
    }
  }
}
