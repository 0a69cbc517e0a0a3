package io.pgcause.flow.causality;

import io.pgcause.flow.event.Alert;
import io.pgcause.flow.event.RuleUpdate;
import io.pgcause.flow.event.WideEvent;
import io.pgcause.flow.keyed.Silence;
import io.pgcause.rules.CausalGraph;
import io.pgcause.rules.Rule;
import io.pgcause.rules.RuleBook;
import io.pgcause.rules.RuleStep;
import io.pgcause.rules.StepVerdict;
import io.pgcause.rules.source.RuleCheckException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hosts every rule. Conditions are evaluated on each event of an instance; what enters a rule's
 * automaton is only what can move it: its first step when it may begin a match, a later step while
 * a partial match waits. Time is that of the instance.
 *
 * <p>Steps enter from the last to the first, so that one event takes at most one step of a match:
 * in {@code A -> B}, B comes after A.
 */
final class CausalityFunction
    extends KeyedBroadcastProcessFunction<String, WideEvent, RuleUpdate, Alert>
    implements CheckpointedFunction {

  static final MapStateDescriptor<String, RuleUpdate> RULES =
      new MapStateDescriptor<>("rules", Types.STRING, TypeInformation.of(RuleUpdate.class));

  private static final Logger LOG = LoggerFactory.getLogger(CausalityFunction.class);
  private static final long serialVersionUID = 1L;

  private final TypeSerializer<StepEvent> stepEvents;
  private final Duration forgetAfter;

  private transient CausalGraph graph;
  private transient AlertWriter alerts;
  private transient Silence silence;
  private transient PartialMatches partials;
  private transient ValueState<Map<String, RuleProgress>> progress;
  private transient ValueState<Long> lastAt;
  private transient Map<String, HostedRule> hosted;
  private transient boolean restored;
  private transient Counter outOfOrder;
  private transient Counter badRules;

  CausalityFunction(TypeSerializer<StepEvent> stepEvents, Duration forgetAfter) {
    this.stepEvents = stepEvents;
    this.forgetAfter = forgetAfter;
  }

  /** The shared buffer needs the keyed state store, which is given nowhere else. */
  @Override
  public void initializeState(FunctionInitializationContext context) {
    partials = new PartialMatches(context.getKeyedStateStore(), stepEvents);
    hosted = new LinkedHashMap<>();
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {}

  @Override
  public void open(OpenContext context) throws IOException {
    graph = RuleBook.shipped().graph();
    alerts = new AlertWriter(graph);
    silence = new Silence(getRuntimeContext(), forgetAfter);
    progress =
        getRuntimeContext()
            .getState(
                new ValueStateDescriptor<>(
                    "rule-progress",
                    Types.MAP(Types.STRING, TypeInformation.of(RuleProgress.class))));
    lastAt = getRuntimeContext().getState(new ValueStateDescriptor<>("last-micros", Types.LONG));
    outOfOrder = getRuntimeContext().getMetricGroup().counter("eventsOutOfOrder");
    badRules = getRuntimeContext().getMetricGroup().counter("rulesRefused");
  }

  @Override
  public void processBroadcastElement(RuleUpdate update, Context context, Collector<Alert> out)
      throws Exception {
    BroadcastState<String, RuleUpdate> rules = context.getBroadcastState(RULES);
    restoreFrom(rules);
    RuleUpdate known = rules.get(update.ruleId());
    if (known != null && known.version() >= update.version()) {
      return;
    }
    HostedRule fresh = null;
    if (!update.isWithdrawal()) {
      try {
        fresh = compile(update);
      } catch (RuleCheckException e) {
        badRules.inc();
        LOG.warn("event=rule_refused rule={} version={}", update.ruleId(), update.version(), e);
        return;
      }
    }
    HostedRule old = hosted.remove(update.ruleId());
    if (old != null) {
      old.close();
      String oldKey = old.key();
      context.applyToKeyedState(
          PartialMatches.AUTOMATA, (instance, ignored) -> partials.release(oldKey));
    }
    rules.put(update.ruleId(), update);
    if (fresh != null) {
      hosted.put(update.ruleId(), fresh);
    }
    LOG.info("event=rule_hosted rule={} version={}", update.ruleId(), update.version());
  }

  @Override
  public void processElement(WideEvent event, ReadOnlyContext context, Collector<Alert> out)
      throws Exception {
    restoreFrom(context.getBroadcastState(RULES));
    silence.isBroken(context.timerService());
    Long last = lastAt.value();
    if (last != null && event.atMicros() <= last) {
      if (!event.provesAhead(last)) {
        outOfOrder.inc();
        return;
      }
      startAnew(); // what was seen by the wrong clock cannot be ordered with what comes now
    }
    lastAt.update(event.atMicros());
    Map<String, RuleProgress> before = progress.value();
    Map<String, RuleProgress> after = new HashMap<>();
    for (HostedRule rule : hosted.values()) {
      RuleProgress own = before == null ? null : before.get(rule.key());
      own = own == null ? new RuleProgress() : own;
      advance(rule, own, event, out);
      after.put(rule.key(), own);
    }
    progress.update(after);
  }

  @Override
  public void onTimer(long atMillis, OnTimerContext context, Collector<Alert> out)
      throws Exception {
    if (silence.owns(atMillis) && silence.isOver(atMillis, context.timerService())) {
      startAnew();
      lastAt.clear();
    }
  }

  private void startAnew() throws Exception {
    partials.releaseAll();
    progress.clear();
  }

  @Override
  public void close() throws Exception {
    if (partials != null) {
      partials.close();
    }
    if (hosted != null) {
      for (HostedRule rule : hosted.values()) {
        rule.close();
      }
    }
  }

  private void advance(
      HostedRule hostedRule, RuleProgress own, WideEvent event, Collector<Alert> out)
      throws Exception {
    Rule rule = hostedRule.rule();
    if (own.waiting) {
      own.waiting = partials.expire(hostedRule, event.atMicros());
    }
    StepVerdict[] verdicts = new StepVerdict[rule.steps().size()];
    for (RuleStep step : rule.steps()) {
      verdicts[step.index()] = step.evaluate(event.snapshot(), own.memory);
    }
    if (!verdicts[0].held()) {
      if (own.armed && own.lastHeldMicros > own.enteredMicros) {
        enter(hostedRule, own, event, out, lastOfFirst(own));
      }
      own.lastHeldMicros = Long.MIN_VALUE;
    }
    for (int step = verdicts.length - 1; step >= 0; step--) {
      if (verdicts[step].holdsNow() && (step == 0 ? own.armed : own.waiting)) {
        String evidence =
            AlertWriter.evidence(rule.steps().get(step).evidence(event.snapshot(), own.memory));
        StepEvent seen = new StepEvent(step, event.atMicros(), evidence);
        if (step > 0 || mayBegin(own)) {
          enter(hostedRule, own, event, out, seen);
        }
        if (step == 0) {
          own.lastHeldMicros = seen.atMicros();
          own.lastHeldEvidence = evidence;
        }
      }
    }
    own.firstHeld = verdicts[0].held();
    own.armed |= !own.firstHeld;
  }

  private void enter(
      HostedRule rule, RuleProgress own, WideEvent event, Collector<Alert> out, StepEvent step)
      throws Exception {
    if (step.step() == 0) {
      own.enteredMicros = step.atMicros();
    }
    PartialMatches.Outcome outcome = partials.enter(rule, step);
    own.waiting = outcome.waiting();
    if (!outcome.matches().isEmpty()) {
      own.armed = false;
      out.collect(alerts.alert(rule, event, outcome.matches().get(0)));
    }
  }

  /**
   * The first step enters when it begins to hold; and while it goes on to hold without a partial
   * match, because the last one's window is over: what follows now still follows it. Not again
   * after a match, until it has ended; a snapshot that cannot tell does not end it.
   */
  private static boolean mayBegin(RuleProgress own) {
    return own.armed && (!own.firstHeld || !own.waiting);
  }

  /**
   * When the first step has ended, the last snapshot at which it held enters too: the window of
   * what may follow runs from there, and not from where the step began.
   */
  private static StepEvent lastOfFirst(RuleProgress own) {
    return new StepEvent(0, own.lastHeldMicros, own.lastHeldEvidence);
  }

  private void restoreFrom(ReadOnlyBroadcastState<String, RuleUpdate> rules) throws Exception {
    if (restored) {
      return;
    }
    restored = true;
    for (Map.Entry<String, RuleUpdate> each : rules.immutableEntries()) {
      if (!each.getValue().isWithdrawal()) {
        hosted.put(each.getKey(), compile(each.getValue()));
      }
    }
  }

  private HostedRule compile(RuleUpdate update) throws Exception {
    Rule rule = Rule.parse(update.ruleId() + "@" + update.version(), update.text(), graph);
    return HostedRule.compile(rule, update.version(), getRuntimeContext());
  }
}
