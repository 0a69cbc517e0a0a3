package io.pgcause.flow.causality;

import io.pgcause.flow.event.Alert;
import io.pgcause.flow.event.RuleUpdate;
import io.pgcause.flow.event.WideEvent;
import io.pgcause.rules.Rule;
import io.pgcause.rules.RuleBook;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** The operator as the job runs it, fed by hand and without Kryo. */
final class RuleOperator implements AutoCloseable {

  static final Duration FORGET_AFTER = Duration.ofHours(1);

  private final Backend backend;
  private final List<Alert> alertsBefore = new ArrayList<>();
  private KeyedTwoInputStreamOperatorTestHarness<String, WideEvent, RuleUpdate, Alert> harness;

  /** Where the state is. */
  enum Backend {
    HEAP(HashMapStateBackend::new),
    ROCKSDB(EmbeddedRocksDBStateBackend::new);

    private final Supplier<StateBackend> make;

    Backend(Supplier<StateBackend> make) {
      this.make = make;
    }
  }

  private RuleOperator(Backend backend) throws Exception {
    this.backend = backend;
    this.harness = harness(backend);
  }

  static RuleOperator open(Backend backend) throws Exception {
    RuleOperator operator = new RuleOperator(backend);
    operator.harness.open();
    return operator;
  }

  /** The text of a shipped rule. */
  static String shipped(String id) throws IOException {
    return RuleBook.shipped().rules().stream()
        .filter(rule -> rule.id().equals(id))
        .map(Rule::text)
        .findFirst()
        .orElseThrow();
  }

  void publish(String ruleId, int version, String text) throws Exception {
    harness.processElement2(new RuleUpdate(ruleId, version, text), 0);
  }

  void see(WideEvent... events) throws Exception {
    for (WideEvent event : events) {
      harness.processElement1(event, 0);
    }
  }

  /** All alerts so far, also those from before a restore. */
  List<Alert> alerts() {
    List<Alert> alerts = new ArrayList<>(alertsBefore);
    alerts.addAll(harness.extractOutputValues());
    return alerts;
  }

  OperatorSubtaskState checkpoint() throws Exception {
    return harness.snapshot(1, 1);
  }

  /** Fails and goes on from {@code state}. */
  void restore(OperatorSubtaskState state) throws Exception {
    alertsBefore.addAll(harness.extractOutputValues());
    harness.close();
    harness = harness(backend);
    harness.initializeState(state);
    harness.open();
  }

  void setProcessingTime(long millis) throws Exception {
    harness.setProcessingTime(millis);
  }

  /** On heap only. */
  int stateEntries() {
    return harness.numKeyedStateEntries();
  }

  int timers() {
    return harness.numProcessingTimeTimers();
  }

  @Override
  public void close() {
    try {
      harness.close();
    } catch (Exception e) {
      throw new IllegalStateException("the operator does not close", e);
    }
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, WideEvent, RuleUpdate, Alert>
      harness(Backend backend) throws Exception {
    SerializerConfigImpl noKryo = new SerializerConfigImpl();
    noKryo.setGenericTypes(false);
    CausalityFunction function =
        new CausalityFunction(
            TypeInformation.of(StepEvent.class).createSerializer(noKryo), FORGET_AFTER);
    KeyedTwoInputStreamOperatorTestHarness<String, WideEvent, RuleUpdate, Alert> harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(function, List.of(CausalityFunction.RULES)),
            WideEvent::instanceId,
            update -> "",
            Types.STRING);
    harness.getExecutionConfig().configure(withoutKryo(), RuleOperator.class.getClassLoader());
    harness.setStateBackend(backend.make.get());
    return harness;
  }

  private static Configuration withoutKryo() {
    return new Configuration().set(PipelineOptions.GENERIC_TYPES, false);
  }
}
