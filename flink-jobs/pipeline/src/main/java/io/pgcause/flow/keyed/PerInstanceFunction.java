package io.pgcause.flow.keyed;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** An operator keyed by instance whose state goes when the instance has been silent for a while. */
public abstract class PerInstanceFunction<I, O> extends KeyedProcessFunction<String, I, O> {

  private static final long serialVersionUID = 1L;

  private final Duration forgetAfter;
  private transient Silence silence;

  protected PerInstanceFunction(Duration forgetAfter) {
    this.forgetAfter = forgetAfter;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    silence = new Silence(getRuntimeContext(), forgetAfter);
  }

  /** To be called for every element: keeps the instance's state alive. */
  protected final void stayAwake(TimerService timers) throws Exception {
    silence.isBroken(timers);
  }

  /** Clears everything the subclass keeps for the current key. */
  protected abstract void forget() throws Exception;

  /** A timer fires, maybe one that the subclass registered; what is done must bear repetition. */
  protected void onOwnTimer(long atMillis, OnTimerContext context, Collector<O> out)
      throws Exception {}

  @Override
  public final void onTimer(long atMillis, OnTimerContext context, Collector<O> out)
      throws Exception {
    onOwnTimer(atMillis, context, out);
    if (silence.owns(atMillis) && silence.isOver(atMillis, context.timerService())) {
      forget();
    }
  }
}
