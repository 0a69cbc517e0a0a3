package io.pgcause.flow.rate;

import io.pgcause.flow.event.WideEvent;
import io.pgcause.flow.keyed.PerInstanceFunction;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.util.Collector;

/**
 * Adds rates and derived metrics to each event of an instance. An event that is not newer than what
 * the instance has already shown passes without rates, since its neighbours are gone.
 */
final class RateFunction extends PerInstanceFunction<WideEvent, WideEvent> {

  private static final long serialVersionUID = 1L;

  private transient CounterMemory memory;
  private transient ValueState<Map<String, Epoch>> epochs;
  private transient ValueState<Long> lastAt;

  RateFunction(Duration forgetAfter) {
    super(forgetAfter);
  }

  @Override
  public void open(OpenContext context) throws Exception {
    super.open(context);
    memory = new CounterMemory(getRuntimeContext());
    epochs =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "epochs", Types.MAP(Types.STRING, TypeInformation.of(Epoch.class))));
    lastAt = getRuntimeContext().getState(new ValueStateDescriptor<>("last-micros", Types.LONG));
  }

  @Override
  public void processElement(WideEvent event, Context context, Collector<WideEvent> out)
      throws Exception {
    stayAwake(context.timerService());
    Snapshot sampled = event.snapshot();
    Long last = lastAt.value();
    if (last != null && event.atMicros() <= last) {
      if (!event.provesAhead(last)) {
        out.collect(event.with(DerivedMetrics.addTo(sampled, 0)));
        return;
      }
      forget();
    }
    lastAt.update(event.atMicros());
    out.collect(event.with(rated(sampled)));
  }

  @Override
  protected void forget() {
    memory.forget();
    epochs.clear();
    lastAt.clear();
  }

  private Snapshot rated(Snapshot sampled) throws Exception {
    long atMicros = sampled.atMicros();
    CounterEpochs now = epochsAfter(sampled);
    double databaseSeconds = 0;
    List<MetricTable> tables = new ArrayList<>(sampled.tables().size());
    for (MetricTable table : sampled.tables()) {
      MetricTable counters = CounterMemory.countersOf(table);
      if (counters == null) {
        tables.add(table);
        continue;
      }
      Snapshot last = memory.last(table.group());
      List<MetricColumn> rates = CounterRates.of(counters, atMicros, last, now);
      tables.add(rates.isEmpty() ? table : table.with(rates));
      if (DerivedMetrics.isDatabase(table.group())) {
        databaseSeconds = CounterRates.seconds(last, atMicros);
      }
      if (!CounterRates.tooNear(last, atMicros)) {
        memory.remember(counters, atMicros);
      }
    }
    return DerivedMetrics.addTo(new Snapshot(atMicros, tables), databaseSeconds);
  }

  private CounterEpochs epochsAfter(Snapshot sampled) throws Exception {
    CounterEpochs before = CounterEpochs.of(epochs.value());
    CounterEpochs after = before.after(sampled);
    if (!after.byKey().equals(before.byKey())) {
      epochs.update(after.byKey());
    }
    return after;
  }
}
