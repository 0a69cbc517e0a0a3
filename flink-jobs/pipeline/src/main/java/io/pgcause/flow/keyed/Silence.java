package io.pgcause.flow.keyed;

import java.time.Duration;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * Notices that an instance has been silent for long, by processing time: an instance that is gone
 * has no time of its own. One timer and two longs of keyed state per live instance. Time in which
 * the job was down is not silence: a restored job counts anew.
 */
public final class Silence {

  /** The last element is remembered only this coarsely, so that most elements write nothing. */
  private static final int STEPS = 16;

  private final long limitMillis;
  private final ValueState<Long> lastSeen;
  private final ValueState<Long> timer;

  /**
   * @param context of the operator that asks; its keyed state is used
   * @param limit silence after which an instance is forgotten; it may come a sixteenth earlier
   */
  public Silence(RuntimeContext context, Duration limit) {
    limitMillis = limit.toMillis();
    lastSeen = context.getState(new ValueStateDescriptor<>("last-seen-millis", Types.LONG));
    timer = context.getState(new ValueStateDescriptor<>("silence-timer-millis", Types.LONG));
  }

  /** An element of the current key came. */
  public void isBroken(TimerService timers) throws Exception {
    long now = timers.currentProcessingTime();
    Long last = lastSeen.value();
    if (last == null) {
      register(timers, now + limitMillis);
    }
    if (last == null || now - last >= limitMillis / STEPS) {
      lastSeen.update(now);
    }
  }

  /** Whether the timer that fires for the current key at {@code atMillis} is this one's. */
  public boolean owns(long atMillis) throws Exception {
    Long due = timer.value();
    return due != null && due == atMillis;
  }

  /**
   * To be called when a timer that is {@linkplain #owns owned} fires.
   *
   * @return whether the key is to be forgotten; nothing of this is left then
   */
  public boolean isOver(long atMillis, TimerService timers) throws Exception {
    long now = timers.currentProcessingTime();
    long until = lastSeen.value() + limitMillis;
    if (now - atMillis > limitMillis / STEPS) {
      // the job was down: what the instance said meanwhile still waits on the topic
      until = now + limitMillis;
      lastSeen.update(now);
    }
    if (until > atMillis) {
      register(timers, until);
      return false;
    }
    lastSeen.clear();
    timer.clear();
    return true;
  }

  private void register(TimerService timers, long atMillis) throws Exception {
    timers.registerProcessingTimeTimer(atMillis);
    timer.update(atMillis);
  }
}
