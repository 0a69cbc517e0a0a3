package io.pgcause.flow.anomaly;

import io.pgcause.flow.event.Anomaly;
import io.pgcause.flow.event.WideEvent;
import io.pgcause.flow.keyed.PerInstanceFunction;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricTable;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Watches the chosen series of an instance. The number of series per instance is bounded; what is
 * beyond is counted and not watched. Events older than the last one are not looked at.
 */
final class AnomalyFunction extends PerInstanceFunction<WideEvent, Anomaly> {

  static final int MAX_SERIES = 200;

  private static final long serialVersionUID = 1L;

  private final List<String> metrics;
  private transient List<WatchedMetric> watched;
  private transient MapState<String, SeriesState> series;
  private transient ValueState<Watch> watch;
  private transient Counter unwatched;

  AnomalyFunction(List<String> metrics, Duration forgetAfter) {
    super(forgetAfter);
    this.metrics = List.copyOf(metrics);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    watched = metrics.stream().map(WatchedMetric::new).toList();
    series =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "series", Types.STRING, TypeInformation.of(SeriesState.class)));
    watch =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("watch", TypeInformation.of(Watch.class)));
    unwatched = getRuntimeContext().getMetricGroup().counter("valuesOfUnwatchedSeries");
  }

  @Override
  public void processElement(WideEvent event, Context context, Collector<Anomaly> out)
      throws Exception {
    stayAwake(context.timerService());
    Watch last = watch.value();
    if (last != null
        && event.atMicros() <= last.lastAtMicros()
        && !event.provesAhead(last.lastAtMicros())) {
      return;
    }
    Look look = new Look(event, last, out);
    for (WatchedMetric metric : watched) {
      MetricTable table = event.snapshot().table(metric.metric().group());
      if (table != null) {
        look.at(metric, table);
      }
    }
    watch.update(look.result());
  }

  @Override
  protected void forget() {
    series.clear();
    watch.clear();
  }

  /** All series of one event. */
  private final class Look {

    private final WideEvent event;
    private final Collector<Anomaly> out;
    private final Set<String> anomalous;
    private int known;

    Look(WideEvent event, @Nullable Watch last, Collector<Anomaly> out) {
      this.event = event;
      this.out = out;
      known = last == null ? 0 : last.series();
      anomalous = new LinkedHashSet<>(last == null ? List.of() : Arrays.asList(last.anomalous()));
    }

    Watch result() {
      return new Watch(event.atMicros(), known, anomalous.toArray(String[]::new));
    }

    void at(WatchedMetric metric, MetricTable table) throws Exception {
      Set<String> missed = new HashSet<>();
      anomalous.stream().filter(metric::owns).forEach(missed::add);
      MetricColumn values = metric.values(table);
      for (int row = 0; row < table.rows(); row++) {
        boolean has = values != null && values.has(row) && Double.isFinite(values.asDouble(row));
        if (!has && missed.isEmpty()) {
          continue;
        }
        String key = metric.key(table.object(row));
        if (has || metric.isCounter()) {
          missed.remove(key);
        }
        if (has) {
          take(metric, key, values.asDouble(row));
        }
      }
      for (String key : missed) {
        miss(metric, key);
      }
    }

    private void take(WatchedMetric metric, String key, double value) throws Exception {
      SeriesState state = series.get(key);
      if (state == null) {
        if (known >= MAX_SERIES) {
          unwatched.inc();
          return;
        }
        known++;
        state = new SeriesState();
      }
      report(metric, key, state, metric.detector().take(state, event.atMicros(), value));
    }

    private void miss(WatchedMetric metric, String key) throws Exception {
      SeriesState state = series.get(key);
      report(metric, key, state, metric.detector().miss(state, event.atMicros()));
    }

    private void report(
        WatchedMetric metric,
        String key,
        SeriesState state,
        Optional<RobustZDetector.Change> change)
        throws Exception {
      series.put(key, state);
      if (change.isEmpty()) {
        return;
      }
      if (change.get() == RobustZDetector.Change.ENDED) {
        anomalous.remove(key);
      } else {
        anomalous.add(key);
      }
      out.collect(anomaly(metric, metric.object(key), state));
    }

    private Anomaly anomaly(WatchedMetric metric, String object, SeriesState state) {
      return new Anomaly(
          event.instanceId(),
          metric.metric().name(),
          object,
          RobustZDetector.NAME,
          state.startedAtMicros,
          state.endedAtMicros,
          state.peakAtMicros,
          state.peakValue,
          state.median,
          state.spread,
          state.peakScore);
    }
  }
}
