package io.pgcause.rules;

import static io.pgcause.rules.Snapshots.at;
import static io.pgcause.rules.Snapshots.single;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.rules.expression.Evidence;
import io.pgcause.rules.expression.Truth;
import io.pgcause.rules.source.RuleCheckException;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuleStepTest {

  private static final String BLOCKED = "postgresql.session.blocked.count";

  private final RuleMemory memory = new RuleMemory();
  private RuleStep atOnce;
  private RuleStep sustained;

  @BeforeEach
  void readRule() throws IOException, RuleCheckException {
    Rule rule = rule("version: 1");
    atOnce = rule.steps().get(0);
    sustained = rule.steps().get(1);
  }

  @Test
  void stepWithoutTimeHoldsAtTheFirstTrueSnapshot() {
    assertThat(blocked(atOnce, 10, 4).held()).isFalse();
    assertThat(blocked(atOnce, 20, 5).began()).isTrue();
    assertThat(blocked(atOnce, 30, 5).began()).isFalse();
    assertThat(blocked(atOnce, 40, 4).ended()).isTrue();
    assertThat(blocked(atOnce, 50, 4).ended()).isFalse();
  }

  @Test
  void stepWithTimeHoldsWhenItWasTrueForThatLong() {
    assertThat(blocked(sustained, 10, 5).condition()).isEqualTo(Truth.TRUE);
    assertThat(blocked(sustained, 20, 5).held()).isFalse();
    assertThat(blocked(sustained, 39, 5).held()).isFalse();
    assertThat(blocked(sustained, 40, 5).began()).isTrue();
  }

  @Test
  void falseSnapshotBeginsTheTimeAnew() {
    blocked(sustained, 10, 5);
    blocked(sustained, 20, 4);
    blocked(sustained, 30, 5);
    assertThat(blocked(sustained, 50, 5).held()).isFalse();
    assertThat(blocked(sustained, 60, 5).held()).isTrue();
  }

  @Test
  void snapshotThatCannotTellNeitherCountsNorBeginsTheTimeAnew() {
    blocked(sustained, 10, 5);
    blocked(sustained, 20, 5);
    assertThat(sustained.evaluate(at(40), memory))
        .isEqualTo(new StepVerdict(Truth.UNKNOWN, false, false));
    assertThat(blocked(sustained, 50, 5).began()).isTrue();
    assertThat(sustained.evaluate(at(60), memory))
        .isEqualTo(new StepVerdict(Truth.UNKNOWN, true, false));
    assertThat(blocked(sustained, 70, 5).began()).isFalse();
  }

  @Test
  void stepNobodyCanSeeAnyMoreEnds() {
    blocked(atOnce, 10, 5);
    assertThat(atOnce.evaluate(at(130), memory).held()).isTrue();
    assertThat(atOnce.evaluate(at(131), memory).ended()).isTrue();
  }

  @Test
  void stepThatIsTrueAgainAfterALongSilenceBeginsAgain() {
    blocked(atOnce, 10, 5);
    assertThat(blocked(atOnce, 131, 5).began()).isTrue();
    blocked(sustained, 10, 5);
    assertThat(blocked(sustained, 131, 5).held()).isFalse();
  }

  @Test
  void clockThatIsSetBackBeginsTheTimeAnew() {
    blocked(sustained, 1000, 5);
    blocked(sustained, 1020, 5);
    assertThat(blocked(sustained, 500, 5).held()).isFalse();
    assertThat(blocked(sustained, 520, 5).held()).isFalse();
    assertThat(blocked(sustained, 530, 5).began()).isTrue();
  }

  @Test
  void stepIsSeenToHoldAtEverySnapshotAtWhichItsTimeIsOver() {
    assertThat(blocked(sustained, 10, 5).holdsNow()).isFalse();
    assertThat(blocked(sustained, 40, 5).holdsNow()).isTrue();
    assertThat(blocked(sustained, 50, 5).holdsNow()).isTrue();
    assertThat(blocked(sustained, 60, 4).holdsNow()).isFalse();
  }

  @Test
  void snapshotThatCannotTellDoesNotShowThatAStepHolds() {
    blocked(atOnce, 10, 5);
    StepVerdict verdict = atOnce.evaluate(at(20), memory);
    assertThat(verdict.held()).isTrue();
    assertThat(verdict.holdsNow()).isFalse();
  }

  @Test
  void sameSnapshotTwiceIsNoNews() {
    assertThat(blocked(atOnce, 10, 5).began()).isTrue();
    assertThat(blocked(atOnce, 10, 5)).isEqualTo(new StepVerdict(Truth.TRUE, true, false));
  }

  @Test
  void newVersionOfARuleForgetsWhatTheOldOneSaw() throws Exception {
    blocked(sustained, 0, 5);
    blocked(sustained, 30, 5);
    RuleStep changed = rule("version: 2").steps().get(1);
    assertThat(blocked(changed, 40, 5).held()).isFalse();
    assertThat(memory.owner).isEqualTo("TEST-01@2");
  }

  @Test
  void memoryOfAnotherLayoutIsForgotten() {
    blocked(sustained, 0, 5);
    memory.layout = RuleMemory.LAYOUT + 1;
    assertThat(blocked(sustained, 30, 5).held()).isFalse();
    assertThat(memory.layout).isEqualTo(RuleMemory.LAYOUT);
  }

  @Test
  void evidenceIsWhatTheConditionRead() {
    blocked(atOnce, 7, 6);
    assertThat(atOnce.evidence(at(7, single(BLOCKED, 6)), memory))
        .containsExactly(new Evidence(BLOCKED, BLOCKED, "", 6, "{session}", 7_000_000));
  }

  @Test
  void evidenceOfANumberThatIsMissingIsLeftOut() {
    assertThat(atOnce.evidence(at(7), memory)).isEmpty();
  }

  private StepVerdict blocked(RuleStep step, long seconds, long sessions) {
    return step.evaluate(at(seconds, single(BLOCKED, sessions)), memory);
  }

  private static Rule rule(String version) throws IOException, RuleCheckException {
    return Rule.parse(
        "rule.yaml",
        """
        rule: TEST-01
        %s
        title: A test
        says: Something follows something.
        severity: high
        key: instance
        steps:
          - name: at_once
            when: postgresql.session.blocked.count >= 5
          - name: sustained
            when: postgresql.session.blocked.count >= 5
            for: 30 s
        pattern: at_once -> sustained within 60 s
        cause: For the test.
        path: [cause, effect]
        advice: [Do something.]
        source: the test
        """
            .formatted(version),
        TestFiles.graph());
  }
}
