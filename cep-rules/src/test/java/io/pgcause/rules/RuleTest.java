package io.pgcause.rules;

import static io.pgcause.rules.Snapshots.at;
import static io.pgcause.rules.Snapshots.empty;
import static io.pgcause.rules.Snapshots.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricTable;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuleTest {

  private static final String SESSION = "postgresql.lock.session.blocked_sessions";

  private Rule rule;

  @BeforeEach
  void readShippedRule() throws Exception {
    rule =
        RuleBook.shipped().rules().stream()
            .filter(candidate -> candidate.id().equals("LOCK-01"))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void ruleSaysWhatItsFileSays() {
    assertThat(rule.version()).isEqualTo(1);
    assertThat(rule.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(rule.key()).isEqualTo(RuleKey.INSTANCE);
    assertThat(rule.within()).isEqualTo(Duration.ofSeconds(60));
    assertThat(rule.steps()).extracting(RuleStep::name).containsExactly("ddl_waits", "queue_grows");
    assertThat(rule.root()).isEqualTo("long_transaction");
    assertThat(rule.path()).hasSize(5).endsWith("request_timeouts");
    assertThat(rule.parameters())
        .extracting(Parameter::name)
        .containsExactly("ddl_wait", "blocked");
  }

  @Test
  void ruleTravelsAsItsText() throws Exception {
    Rule again = Rule.parse(rule.file(), rule.text(), RuleBook.shipped().graph());
    assertThat(again.toString()).isEqualTo("LOCK-01@1");
    assertThat(again.text()).isEqualTo(rule.text());
  }

  @Test
  void subjectIsTheRootBlockerWithTheMostVictims() {
    MetricTable.Builder sessions =
        MetricTable.builder(MetricCatalogue.shipped().group("lock_session"));
    row(sessions, SESSION, 2, "17", "root_blocker", "", "app", "bob", "", "active");
    row(sessions, SESSION, 9, "4711", "root_blocker", "", "app", "eve", "", "idle in transaction");
    row(sessions, SESSION, 30, "99", "queue_head", "", "app", "dba", "psql", "active");
    Map<String, String> subject = rule.subject(at(10, sessions.build()));
    assertThat(subject)
        .containsEntry("process.pid", "4711")
        .containsEntry("user.name", "eve")
        .doesNotContainKey("application.name");
    assertThat(rule.advice(subject))
        .contains(
            "Then deal with the root blocker, pid 4711; to end it, select"
                + " pg_terminate_backend(4711).")
        .noneMatch(line -> line.contains("application"));
  }

  @Test
  void adviceWithoutASubjectLeavesOutWhatNobodyKnows() {
    assertThat(rule.subject(at(10))).isEmpty();
    assertThat(rule.subject(at(10, empty("lock_session")))).isEmpty();
    assertThat(rule.advice(Map.of())).hasSize(2).noneMatch(line -> line.contains("{"));
  }
}
