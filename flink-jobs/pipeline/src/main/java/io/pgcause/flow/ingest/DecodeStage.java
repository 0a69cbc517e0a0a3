package io.pgcause.flow.ingest;

import io.pgcause.flow.event.DeadLetter;
import io.pgcause.flow.event.RawFrame;
import io.pgcause.flow.event.WideEvent;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** Turns frames into events; poison goes to {@link #DEAD_LETTERS} and the stream goes on. */
public final class DecodeStage {

  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

  public SingleOutputStreamOperator<WideEvent> apply(DataStream<RawFrame> frames) {
    return frames.process(new FrameDecoder(DEAD_LETTERS)).name("decode frames").uid("decode-v1");
  }
}
