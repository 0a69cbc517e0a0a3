package io.pgcause.flow.dedup;

import io.pgcause.flow.event.RawFrame;
import io.pgcause.flow.keyed.PerInstanceFunction;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;

/**
 * Lets each frame of a source through once; counts and drops repeats. Six words of state per
 * source, and at most {@value #MAX_EPOCHS} sources per instance: an agent that loses its spool over
 * and over does not grow the state.
 */
final class SequenceGate extends PerInstanceFunction<RawFrame, RawFrame> {

  private static final long serialVersionUID = 1L;
  private static final int MAX_EPOCHS = 8;

  private transient MapState<Long, SequenceWindow> windows;
  private transient Counter repeated;

  SequenceGate(Duration forgetAfter) {
    super(forgetAfter);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    windows =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "sequence-windows", Types.LONG, TypeInformation.of(SequenceWindow.class)));
    repeated = getRuntimeContext().getMetricGroup().counter("framesRepeated");
  }

  @Override
  public void processElement(RawFrame frame, Context context, Collector<RawFrame> out)
      throws Exception {
    if (!frame.refusal().isEmpty()) {
      out.collect(frame); // not a frame of the bridge: it has no sequence, and decoding refuses it
      return;
    }
    stayAwake(context.timerService());
    long now = context.timerService().currentProcessingTime();
    SequenceWindow window = windows.get(frame.epoch());
    SequenceWindow next =
        window == null
            ? SequenceWindow.first(frame.sequence(), now)
            : window.accept(frame.sequence(), now);
    if (next == null) {
      repeated.inc();
      return;
    }
    if (window == null) {
      makeRoom();
    }
    windows.put(frame.epoch(), next);
    out.collect(frame);
  }

  @Override
  protected void forget() {
    windows.clear();
  }

  private void makeRoom() throws Exception {
    int count = 0;
    long oldest = Long.MAX_VALUE;
    long oldestEpoch = 0;
    for (Map.Entry<Long, SequenceWindow> each : windows.entries()) {
      count++;
      if (each.getValue().lastMillis() < oldest) {
        oldest = each.getValue().lastMillis();
        oldestEpoch = each.getKey();
      }
    }
    if (count >= MAX_EPOCHS) {
      windows.remove(oldestEpoch);
    }
  }
}
