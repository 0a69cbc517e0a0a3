package io.pgcause.flow.rollup;

import io.pgcause.flow.event.RollupBlock;
import io.pgcause.flow.event.WideEvent;
import io.pgcause.flow.event.WideEventSerializer;
import io.pgcause.flow.keyed.PerInstanceFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;

/**
 * Rolls up one instance by its own time. A bucket closes when an event of a later one comes, or by
 * processing time when the instance falls silent. The bucket before the current one is kept: an
 * event that comes late for it makes the whole bucket again, and the store overwrites it. Later
 * than that an event is counted and stays in the raw tables only.
 */
final class RollupFunction extends PerInstanceFunction<WideEvent, RollupBlock> {

  static final long SILENCE_MILLIS = TimeUnit.SECONDS.toMillis(90);

  private static final long serialVersionUID = 1L;
  private static final long BUCKET_MICROS = TimeUnit.MINUTES.toMicros(1);

  private transient ListState<WideEvent> events;
  private transient ValueState<OpenBucket> current;
  private transient Counter tooLate;

  RollupFunction(Duration forgetAfter) {
    super(forgetAfter);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    events =
        getRuntimeContext()
            .getListState(new ListStateDescriptor<>("events", WideEventSerializer.INSTANCE));
    current =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("bucket", TypeInformation.of(OpenBucket.class)));
    tooLate = getRuntimeContext().getMetricGroup().counter("eventsTooLateToRollUp");
  }

  @Override
  public void processElement(WideEvent event, Context context, Collector<RollupBlock> out)
      throws Exception {
    stayAwake(context.timerService());
    long bucket = bucketOf(event);
    OpenBucket open = current.value();
    boolean kept = open == null || bucket >= open.startMicros() - BUCKET_MICROS;
    if (!kept && !event.provesAhead(open.startMicros())) {
      tooLate.inc();
      return;
    }
    if (open == null || bucket > open.startMicros() || !kept) {
      if (open != null) {
        turnPage(context.getCurrentKey(), open.startMicros(), bucket, out);
      }
      open(bucket, open == null ? 0 : open.timerMillis(), context.timerService());
    } else if (open.dueMillis() == 0) {
      open(open.startMicros(), 0, context.timerService());
    }
    events.add(event.with(MinuteStatistics.relevant(event.snapshot())));
    if (kept && open != null && bucket < open.startMicros()) {
      emit(context.getCurrentKey(), bucket, eventsOf(bucket), out);
    }
  }

  @Override
  protected void onOwnTimer(long atMillis, OnTimerContext context, Collector<RollupBlock> out)
      throws Exception {
    OpenBucket open = current.value();
    if (open == null || open.timerMillis() != atMillis) {
      return;
    }
    long bucket = open.startMicros();
    if (open.dueMillis() > atMillis) {
      context.timerService().registerProcessingTimeTimer(open.dueMillis());
      current.update(new OpenBucket(bucket, open.dueMillis(), open.dueMillis()));
    } else {
      emit(context.getCurrentKey(), bucket, eventsOf(bucket), out);
      current.update(new OpenBucket(bucket, 0, 0));
    }
  }

  @Override
  protected void forget() {
    events.clear();
    current.clear();
  }

  /**
   * The timer of the bucket before is not deleted but moves on when it fires: there is one per
   * instance, however many buckets a backlog opens in a second, and to delete it could delete
   * another owner's timer of the same millisecond.
   *
   * @param timer when the instance's timer fires; 0 when none is registered
   */
  private void open(long bucket, long timer, TimerService timers) throws Exception {
    long due = timers.currentProcessingTime() + SILENCE_MILLIS;
    if (timer == 0) {
      timers.registerProcessingTimeTimer(due);
    }
    current.update(new OpenBucket(bucket, due, timer == 0 ? due : timer));
  }

  /** Emits the bucket that closes and keeps what may be made again while {@code next} is open. */
  private void turnPage(String instanceId, long closing, long next, Collector<RollupBlock> out)
      throws Exception {
    List<WideEvent> own = eventsOf(closing);
    emit(instanceId, closing, own, out);
    if (closing == next - BUCKET_MICROS) {
      events.update(own);
    } else {
      events.clear();
    }
  }

  private List<WideEvent> eventsOf(long bucket) throws Exception {
    List<WideEvent> own = new ArrayList<>();
    for (WideEvent event : events.get()) {
      if (bucketOf(event) == bucket) {
        own.add(event);
      }
    }
    return own;
  }

  private static void emit(
      String instanceId, long bucket, List<WideEvent> own, Collector<RollupBlock> out) {
    if (!own.isEmpty()) {
      own.sort(Comparator.comparingLong(WideEvent::atMicros));
      out.collect(MinuteStatistics.of(instanceId, bucket, own));
    }
  }

  private static long bucketOf(WideEvent event) {
    return Math.floorDiv(event.atMicros(), BUCKET_MICROS) * BUCKET_MICROS;
  }
}
