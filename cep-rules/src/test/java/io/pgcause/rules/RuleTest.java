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
  private static final String DDL = "AccessExclusiveLock";

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
  void eachSubjectIsItsRowWithTheMostVictims() {
    MetricTable.Builder sessions = sessions();
    row(sessions, SESSION, 2, "17", "root_blocker", "", "app", "bob", "psql", "active");
    row(sessions, SESSION, 9, "4711", "root_blocker", "", "app", "eve", "", "idle in transaction");
    row(sessions, SESSION, 7, "99", "queue_head", DDL, "app", "dba", "migration", "active");
    row(sessions, SESSION, 8, "98", "queue_head", "ShareLock", "app", "dba", "psql", "active");

    Map<String, Map<String, String>> subjects = rule.subjects(at(10, sessions.build()));

    assertThat(subjects).containsOnlyKeys("root_blocker", "waiting_ddl");
    assertThat(subjects.get("root_blocker"))
        .containsEntry("process.pid", "4711")
        .containsEntry("user.name", "eve")
        .doesNotContainKey("application.name");
    assertThat(subjects.get("waiting_ddl")).containsEntry("process.pid", "99");
    assertThat(rule.advice(subjects))
        .containsExactly(
            "Cancel the waiting DDL first, select pg_cancel_backend(99); that frees the queue at"
                + " once.",
            "Then deal with the root blocker, pid 4711; to end it, select"
                + " pg_terminate_backend(4711).",
            "Rerun the cancelled DDL with lock_timeout set to a few seconds, and with retries.");
  }

  @Test
  void adviceTellsWhoTheRootBlockerIs() {
    MetricTable.Builder sessions = sessions();
    row(sessions, SESSION, 2, "17", "root_blocker", "", "app", "bob", "psql", "active");

    assertThat(rule.advice(rule.subjects(at(10, sessions.build()))))
        .contains("The root blocker is active; it belongs to user bob, application psql.");
  }

  @Test
  void preparedTransactionIsNotToBeEndedByItsPid() {
    MetricTable.Builder sessions = sessions();
    row(sessions, SESSION, 9, "0", "root_blocker", "RowExclusiveLock", "", "", "", "prepared");

    assertThat(rule.advice(rule.subjects(at(10, sessions.build()))))
        .contains(
            "A prepared transaction holds RowExclusiveLock without a process; find it in"
                + " pg_prepared_xacts, then commit prepared or rollback prepared.")
        .noneMatch(line -> line.contains("pg_terminate_backend"));
  }

  @Test
  void adviceWithoutSubjectsLeavesOutWhatNobodyKnows() {
    assertThat(rule.subjects(at(10))).isEmpty();
    assertThat(rule.subjects(at(10, empty("lock_session")))).isEmpty();
    assertThat(rule.advice(Map.of())).hasSize(1).noneMatch(line -> line.contains("{"));
  }

  private static MetricTable.Builder sessions() {
    return MetricTable.builder(MetricCatalogue.shipped().group("lock_session"));
  }
}
