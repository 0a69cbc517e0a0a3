package io.pgcause.flow.causality;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.cep.nfa.ComputationState;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.NFAStateSerializer;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBuffer;
import org.apache.flink.cep.nfa.sharedbuffer.SharedBufferAccessor;

/**
 * The partial matches of all rules of the current key: one shared buffer, since Flink CEP's state
 * names are fixed, and the automaton state of those rules only that have a partial match. The one
 * class that touches Flink CEP's runtime, which carries no stability promise.
 */
@SuppressWarnings("try") // the accessor's close() declares Exception
final class PartialMatches implements AutoCloseable {

  static final MapStateDescriptor<String, NFAState> AUTOMATA =
      new MapStateDescriptor<>(
          "rule-automata", StringSerializer.INSTANCE, new NFAStateSerializer());

  private final SharedBuffer<StepEvent> buffer;
  private final MapState<String, NFAState> automata;

  PartialMatches(KeyedStateStore states, TypeSerializer<StepEvent> events) {
    buffer = new SharedBuffer<>(states, events);
    automata = states.getMapState(AUTOMATA);
  }

  /** What became of a rule's partial matches. */
  record Outcome(List<Map<String, List<StepEvent>>> matches, boolean waiting) {}

  /**
   * Drops the partial matches of {@code rule} whose window is over at {@code atMicros}.
   *
   * @return whether one still waits
   */
  boolean expire(HostedRule rule, long atMicros) throws Exception {
    NFAState state = automata.get(rule.key());
    if (state == null) {
      return false;
    }
    try (SharedBufferAccessor<StepEvent> access = buffer.getAccessor()) {
      rule.automaton().advanceTime(access, state, millis(atMicros), rule.skip());
    }
    return keep(rule, state);
  }

  /** Lets {@code event} enter the automaton of {@code rule}. */
  Outcome enter(HostedRule rule, StepEvent event) throws Exception {
    NFAState state = automata.get(rule.key());
    if (state == null) {
      state = rule.automaton().createInitialNFAState();
    }
    List<Map<String, List<StepEvent>>> matches = new ArrayList<>();
    try (SharedBufferAccessor<StepEvent> access = buffer.getAccessor()) {
      long atMillis = millis(event.atMicros());
      access.advanceTime(atMillis); // the counters behind event ids would grow with every match
      Collection<Map<String, List<StepEvent>>> found =
          rule.automaton().process(access, state, event, atMillis, rule.skip(), () -> atMillis);
      matches.addAll(found);
    }
    return new Outcome(matches, keep(rule, state));
  }

  /** Releases everything of the rule called {@code ruleKey}. */
  void release(String ruleKey) throws Exception {
    NFAState state = automata.get(ruleKey);
    if (state != null) {
      releaseNodes(state);
      automata.remove(ruleKey);
    }
  }

  /** Releases everything of the current key. */
  void releaseAll() throws Exception {
    for (NFAState state : automata.values()) {
      releaseNodes(state);
    }
    automata.clear();
    try (SharedBufferAccessor<StepEvent> access = buffer.getAccessor()) {
      access.advanceTime(Long.MAX_VALUE);
    }
  }

  @Override
  public void close() {
    buffer.releaseCacheStatisticsTimer();
  }

  private boolean keep(HostedRule rule, NFAState state) throws Exception {
    boolean waiting = waits(state);
    if (waiting) {
      automata.put(rule.key(), state);
    } else {
      automata.remove(rule.key());
    }
    return waiting;
  }

  private static boolean waits(NFAState state) {
    for (ComputationState each : state.getPartialMatches()) {
      if (each.getPreviousBufferEntry() != null) {
        return true;
      }
    }
    return false;
  }

  private void releaseNodes(NFAState state) throws Exception {
    try (SharedBufferAccessor<StepEvent> access = buffer.getAccessor()) {
      for (ComputationState each : state.getPartialMatches()) {
        if (each.getPreviousBufferEntry() != null) {
          access.releaseNode(each.getPreviousBufferEntry(), each.getVersion());
        }
      }
    }
  }

  private static long millis(long micros) {
    return TimeUnit.MICROSECONDS.toMillis(micros);
  }
}
