package io.pgcause.pulsar;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Counts and sums numbers in Flink state, so that what it says holds over failures and rescales,
 * and shows the totals of each run to the test: now, and as of the last completed checkpoint. Can
 * be told to fail once, at the first number after a completed checkpoint.
 */
final class Tally extends ProcessFunction<Long, Long>
    implements CheckpointedFunction, CheckpointListener {

  private static final long serialVersionUID = 1L;

  private static final Map<String, Map<Integer, Totals>> LIVE = new ConcurrentHashMap<>();
  private static final Map<String, Map<Integer, Totals>> COMPLETED = new ConcurrentHashMap<>();
  private static final Map<String, Integer> FAILURES_LEFT = new ConcurrentHashMap<>();

  private final String run;
  private transient ListState<Tuple3<Long, Long, Long>> state;
  private transient Totals totals;
  private transient Totals snapshot;
  private transient boolean armed;

  Tally(String run) {
    this.run = run;
  }

  static void failOnce(String run) {
    FAILURES_LEFT.put(run, 1);
  }

  static boolean hasFailed(String run) {
    return FAILURES_LEFT.getOrDefault(run, 1) == 0;
  }

  /** What all subtasks of the run have seen up to now. */
  static Totals live(String run) {
    return sum(LIVE.get(run));
  }

  /** What all subtasks of the run had seen at their last completed checkpoint. */
  static Totals completed(String run) {
    return sum(COMPLETED.get(run));
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    state =
        context
            .getOperatorStateStore()
            .getListState(
                new ListStateDescriptor<>(
                    "totals", Types.TUPLE(Types.LONG, Types.LONG, Types.LONG)));
    totals = Totals.NONE;
    for (Tuple3<Long, Long, Long> part : state.get()) {
      totals = totals.plus(new Totals(part.f0, part.f1, part.f2));
    }
    show(LIVE, totals);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    state.update(List.of(Tuple3.of(totals.count(), totals.sum(), totals.ends())));
    snapshot = totals;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    armed = true;
    show(COMPLETED, snapshot);
  }

  @Override
  public void processElement(Long number, Context context, Collector<Long> out) {
    if (armed && FAILURES_LEFT.replace(run, 1, 0)) {
      throw new IllegalStateException("failure injected at number " + number);
    }
    totals = totals.plus(Totals.of(number));
    show(LIVE, totals);
  }

  private void show(Map<String, Map<Integer, Totals>> board, Totals shown) {
    board
        .computeIfAbsent(run, name -> new ConcurrentHashMap<>())
        .put(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask(), shown);
  }

  private static Totals sum(Map<Integer, Totals> parts) {
    return parts == null ? Totals.NONE : parts.values().stream().reduce(Totals.NONE, Totals::plus);
  }

  /** Number of numbers, their sum, and how many ends of partitions came besides. */
  record Totals(long count, long sum, long ends) {

    static final Totals NONE = new Totals(0, 0, 0);

    static Totals of(long number) {
      return number == BrokerFixture.END ? new Totals(0, 0, 1) : new Totals(1, number, 0);
    }

    /** The totals of 0 to {@code count} exclusive and the ends of all partitions. */
    static Totals ofAll(long count, int partitions) {
      return new Totals(count, count * (count - 1) / 2, partitions);
    }

    Totals plus(Totals other) {
      return new Totals(count + other.count, sum + other.sum, ends + other.ends);
    }
  }
}
