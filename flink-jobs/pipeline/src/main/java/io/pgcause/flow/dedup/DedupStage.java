package io.pgcause.flow.dedup;

import io.pgcause.flow.event.RawFrame;
import java.time.Duration;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Drops frames that were seen before. */
public final class DedupStage {

  private final Duration forgetAfter;

  /**
   * @param forgetAfter how long an instance may be silent before a repeat would pass; must be
   *     longer than agents keep frames
   */
  public DedupStage(Duration forgetAfter) {
    this.forgetAfter = forgetAfter;
  }

  public SingleOutputStreamOperator<RawFrame> apply(KeyedStream<RawFrame, String> frames) {
    return frames
        .process(new SequenceGate(forgetAfter))
        .name("drop repeated frames")
        .uid("dedup-v1");
  }
}
