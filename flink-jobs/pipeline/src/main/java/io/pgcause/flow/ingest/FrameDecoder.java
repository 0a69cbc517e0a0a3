package io.pgcause.flow.ingest;

import io.pgcause.flow.event.DeadLetter;
import io.pgcause.flow.event.RawFrame;
import io.pgcause.flow.event.WideEvent;
import io.pgcause.wire.frame.FrameException;
import io.pgcause.wire.frame.FrameLimits;
import io.pgcause.wire.frame.FrameReader;
import io.pgcause.wire.frame.MetricsFrame;
import io.pgcause.wire.frame.RefusalReason;
import io.pgcause.wire.metric.Snapshot;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Decodes frames into one event per snapshot; what cannot be decoded goes to the dead letters. */
final class FrameDecoder extends ProcessFunction<RawFrame, WideEvent> {

  private static final long serialVersionUID = 1L;

  /** A frame may hold any time, a store may not; outside of these no clock was ever set. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
  private static final long EARLIEST_MICROS = ChronoUnit.MICROS.between(Instant.EPOCH, EARLIEST);
  private static final long LATEST_MICROS = ChronoUnit.MICROS.between(Instant.EPOCH, LATEST);

  private final OutputTag<DeadLetter> deadLetters;
  private transient FrameReader reader;
  private transient Counter snapshots;
  private transient Counter refused;

  FrameDecoder(OutputTag<DeadLetter> deadLetters) {
    this.deadLetters = deadLetters;
  }

  @Override
  public void open(OpenContext context) {
    reader = new FrameReader(FrameLimits.DEFAULT);
    snapshots = getRuntimeContext().getMetricGroup().counter("snapshotsDecoded");
    refused = getRuntimeContext().getMetricGroup().counter("framesRefused");
  }

  @Override
  public void processElement(RawFrame raw, Context context, Collector<WideEvent> out) {
    MetricsFrame frame;
    try {
      frame = decode(raw);
    } catch (FrameException e) {
      refused.inc();
      context.output(deadLetters, deadLetter(raw, e));
      return;
    }
    for (Snapshot snapshot : frame.snapshots()) {
      out.collect(
          new WideEvent(
              raw.instanceId(),
              raw.agentId(),
              raw.epoch(),
              raw.sequence(),
              raw.receivedAtMicros(),
              snapshot));
    }
    snapshots.inc(frame.snapshots().size());
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
  }

  private MetricsFrame decode(RawFrame raw) throws FrameException {
    if (!raw.refusal().isEmpty()) {
      throw new FrameException(RefusalReason.MALFORMED, raw.refusal());
    }
    MetricsFrame frame = reader.readMetrics(ByteBuffer.wrap(raw.bytes()));
    if (!frame.source().instanceId().equals(raw.instanceId())
        || frame.source().epoch() != raw.epoch()
        || frame.sequence() != raw.sequence()) {
      throw new FrameException(
          RefusalReason.MALFORMED, "the message's key or properties are not those of its frame");
    }
    for (Snapshot snapshot : frame.snapshots()) {
      if (snapshot.atMicros() < EARLIEST_MICROS || snapshot.atMicros() > LATEST_MICROS) {
        throw new FrameException(
            RefusalReason.MALFORMED,
            "a snapshot "
                + snapshot.atMicros()
                + " us from 1970, not between "
                + EARLIEST
                + " and "
                + LATEST
                + "; set the clock of the agent's host");
      }
    }
    return frame;
  }

  private static DeadLetter deadLetter(RawFrame raw, FrameException why) {
    return new DeadLetter(
        raw.position(),
        why.reason().label(),
        raw.agentId(),
        raw.instanceId(),
        raw.epoch(),
        raw.sequence(),
        raw.receivedAtMicros(),
        why.getMessage(),
        Arrays.copyOf(raw.bytes(), Math.min(raw.bytes().length, DeadLetter.HEAD_BYTES)));
  }
}
