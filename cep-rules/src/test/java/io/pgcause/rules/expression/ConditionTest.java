package io.pgcause.rules.expression;

import static io.pgcause.rules.Snapshots.at;
import static io.pgcause.rules.Snapshots.empty;
import static io.pgcause.rules.Snapshots.rate;
import static io.pgcause.rules.Snapshots.row;
import static io.pgcause.rules.Snapshots.single;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.rules.Snapshots;
import io.pgcause.rules.source.IssueLog;
import io.pgcause.rules.source.PlacedText;
import io.pgcause.rules.source.RuleCheckException;
import io.pgcause.rules.source.SourceText;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

  private static final String BLOCKED = "postgresql.session.blocked.count";
  private static final String WAITING = "postgresql.lock.waiting.count";
  private static final String AGE = "postgresql.transaction.max_age";

  /** Three modes wait; nobody knows how many of the fourth. */
  private static final Snapshot WIDE = at(100, locks(), single(BLOCKED, 12));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum(postgresql.lock.waiting.count) = 16",
        "max(postgresql.lock.waiting.count) = 9",
        "min(postgresql.lock.waiting.count) = 2",
        "avg(postgresql.lock.waiting.count{lock.type=\"relation\"}) = 5.5",
        "count(postgresql.lock.waiting.count) = 3",
        "sum(postgresql.lock.waiting.count{lock.mode=\"AccessShareLock|RowExclusiveLock\"}) = 11",
        "sum(postgresql.lock.waiting.count{lock.mode!=\"AccessShareLock\", lock.type=\"relation\"})"
            + " = 2",
        "sum(postgresql.lock.waiting.count{lock.type=\"\"}) = 0",
        "sum(postgresql.lock.waiting.count{lock.mode=\"no\\|such\"}) = 0",
        "postgresql.session.blocked.count = 12",
        "postgresql.session.blocked.count / sum(postgresql.lock.waiting.count) = 75 %",
        "1 + 2 * 3 - 4 / 2 = 5",
        "(1 + 2) * -3 = -9",
        "8 / 2 / 2 = 2",
        "not 1 > 2 and 2 >= 2 or 1 != 1",
        "1 min = 60 s and 2 h = 120m and 1 d = 24 h and 5 ms = 5000 us",
        "1 KiB = 1024 B and 1 kB = 1000 B and 512 MiB < 1 GiB and 1 TB > 0.9 TiB",
        "100 MiB/s * 10 s = 1000 MiB",
        "100/s * 1 min = 6000",
        "6e3 = 6.0E+3 and 25 % = 1 / 4"
      })
  void holds(String condition) {
    assertThat(truth(condition, WIDE)).isEqualTo(Truth.TRUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql.up = 1",
        "not postgresql.up = 1",
        "max(postgresql.transaction.max_age) > 30 s",
        "sum(postgresql.transaction.max_age) > 30 s",
        "sum(postgresql.lock.waiting.count{lock.mode=\"ShareLock\"}) > 0",
        "sum(rate(postgresql.commits)) > 5/s",
        "sum(postgresql.lock.waiting.count) + postgresql.up > 5",
        "slope(postgresql.session.blocked.count, 2 min) > 0",
        "sum(postgresql.lock.waiting.count) / (postgresql.session.blocked.count - 12) > 1"
      })
  void cannotBeTold(String condition) {
    assertThat(truth(condition, WIDE)).isEqualTo(Truth.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql.up = 1 and 1 > 2, FALSE",
    "1 > 2 and postgresql.up = 1, FALSE",
    "postgresql.up = 1 and 2 > 1, UNKNOWN",
    "postgresql.up = 1 or 2 > 1, TRUE",
    "2 > 1 or postgresql.up = 1, TRUE",
    "postgresql.up = 1 or 1 > 2, UNKNOWN",
    "not (postgresql.up = 1 or 2 > 1), FALSE"
  })
  void unknownPartsDecideNothing(String condition, Truth expected) {
    assertThat(truth(condition, WIDE)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "sum(postgresql.transaction.max_age) = 0, TRUE",
    "count(postgresql.transaction.max_age) = 0, TRUE",
    "max(postgresql.transaction.max_age) > 30 s, FALSE",
    "max(postgresql.transaction.max_age) < 30 s, FALSE",
    "min(postgresql.transaction.max_age) != 30 s, FALSE",
    "avg(postgresql.transaction.max_age) * 2 > 30 s, FALSE",
    "not max(postgresql.transaction.max_age) > 30 s, TRUE",
    "max(postgresql.transaction.max_age) > postgresql.uptime, UNKNOWN"
  })
  void sampledGroupWithoutRowsIsAFact(String condition, Truth expected) {
    assertThat(truth(condition, at(100, empty("transaction")))).isEqualTo(expected);
  }

  @Test
  void rowsThatTheSelectorDoesNotTakeAreNoRows() {
    MetricTable active = row(table(AGE), AGE, 400, "active").build();
    String condition = "max(postgresql.transaction.max_age{state=\"idle in transaction\"}) > 30 s";
    assertThat(truth(condition, at(100, active))).isEqualTo(Truth.FALSE);
    assertThat(truth("not " + condition, at(100, active))).isEqualTo(Truth.TRUE);
  }

  @Test
  void cellThatIsMissingDoesNotCountBesideOthers() {
    MetricTable ages = row(table(AGE), AGE, 400, "active").row("idle").build();
    assertThat(truth("sum(postgresql.transaction.max_age) = 400 s", at(100, ages)))
        .isEqualTo(Truth.TRUE);
    assertThat(truth("count(postgresql.transaction.max_age) = 1", at(100, ages)))
        .isEqualTo(Truth.TRUE);
    assertThat(truth("max(postgresql.transaction.max_age{state=\"idle\"}) > 1 s", at(100, ages)))
        .isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void metricThatNoRowHasCannotBeToldWhateverIsSelected() {
    MetricTable ages = table(AGE).row("active").build();
    assertThat(truth("sum(postgresql.transaction.max_age{state=\"idle\"}) = 0", at(100, ages)))
        .isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void groupWithoutLabelsAndWithoutItsRowCannotBeTold() {
    assertThat(truth(BLOCKED + " = 0", at(100, empty("activity")))).isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void valueThatIsNotANumberCannotBeTold() {
    MetricTable table = row(table(AGE), AGE, Double.NaN, "active").build();
    assertThat(truth("max(postgresql.transaction.max_age) > 1 s", at(100, table)))
        .isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void rateIsThatOfTheRateColumn() {
    Snapshot snapshot = at(100, rate("postgresql.commits", 250, "shop"));
    assertThat(truth("sum(rate(postgresql.commits)) = 250/s", snapshot)).isEqualTo(Truth.TRUE);
    assertThat(truth("count(postgresql.commits) = 1", snapshot)).isEqualTo(Truth.UNKNOWN);
  }

  @Test
  void metricInMillisecondsIsComparedInSeconds() {
    Snapshot snapshot = at(100, rate("postgresql.bgwriter.duration", 500, "write"));
    assertThat(truth("sum(rate(postgresql.bgwriter.duration)) = 0.5", snapshot))
        .isEqualTo(Truth.TRUE);
  }

  @Test
  void evidenceNamesTheRowOfTheLargestAndTheSelectionOfASum() throws Exception {
    Condition condition =
        condition(
            "max(postgresql.lock.waiting.count{lock.type=\"relation\"}) > 1 and"
                + " sum(postgresql.lock.waiting.count{lock.mode!=\"ShareLock\"}) >\n  1");
    assertThat(condition.evidence(WIDE, SlopeWindows.NONE))
        .containsExactly(
            new Evidence(
                "max(postgresql.lock.waiting.count{lock.type=\"relation\"})",
                WAITING,
                "lock.mode=AccessShareLock, lock.type=relation",
                9,
                "{lock}",
                100_000_000),
            new Evidence(
                "sum(postgresql.lock.waiting.count{lock.mode!=\"ShareLock\"})",
                WAITING,
                "lock.mode!=ShareLock",
                16,
                "{lock}",
                100_000_000));
  }

  private static MetricTable locks() {
    MetricTable.Builder locks = table(WAITING);
    row(locks, WAITING, 9, "AccessShareLock", "relation");
    row(locks, WAITING, 2, "RowExclusiveLock", "relation");
    row(locks, WAITING, 5, "ExclusiveLock", "tuple");
    return locks.row("ShareLock", "transactionid").build();
  }

  private static MetricTable.Builder table(String metric) {
    return MetricTable.builder(Snapshots.metric(metric).group());
  }

  private static Truth truth(String text, Snapshot snapshot) {
    try {
      Condition condition = condition(text);
      return condition.evaluate(snapshot, new EmptyWindows());
    } catch (RuleCheckException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  private static Condition condition(String text) throws RuleCheckException {
    IssueLog issues = new IssueLog();
    ExpressionCompiler compiler = new ExpressionCompiler(MetricCatalogue.shipped(), issues, true);
    Condition condition = compiler.condition(PlacedText.ofWhole(new SourceText("condition", text)));
    issues.throwIfAny();
    assertThat(condition).isNotNull();
    return condition;
  }

  /** Windows that forget at once. */
  private static final class EmptyWindows implements SlopeWindows {

    @Override
    public void add(int window, long atMicros, double value, long lengthMicros) {}

    @Override
    public double slope(int window, long atMicros, long lengthMicros) {
      return Double.NaN;
    }
  }
}
