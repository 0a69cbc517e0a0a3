package io.pgcause.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgcause.agent.AgentStats;
import io.pgcause.e2e.Store.AlertRow;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a PostgreSQL in trouble to the committed alert, through every part of the system. The agent
 * samples once a second, so what a test waits for takes some seconds.
 */
class PathIT {

  private static final Logger LOG = LoggerFactory.getLogger(PathIT.class);
  private static final String RULE = "LOCK-01";
  private static final List<String> EXPLAINED =
      List.of("long_transaction", "ddl_waits_exclusive_lock", "lock_queue_behind_ddl");
  private static final Duration PATIENCE = Duration.ofSeconds(50);

  @TempDir private static Path folder;
  private static @Nullable LiveStack stack;

  @BeforeAll
  static void startStack() throws Exception {
    stack = LiveStack.start(folder);
  }

  @AfterAll
  static void stopStack() throws Exception {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  void everyCycleBringsRowsOfTheInstanceAndItsDatabases() {
    for (String table : List.of("instance", "database", "activity", "connection", "wal", "cpu")) {
      await("rows of " + table).until(() -> stack.store().rows("metric_" + table) > 0);
    }
  }

  @Test
  void lockQueueIsExplainedByTheSessionAtItsRoot() throws Exception {
    try (LockPileUp pileUp = LockPileUp.begin(stack.monitored())) {
      int pid = pileUp.rootBlockerPid();
      await("the alert").until(() -> !alertsAbout(pid).isEmpty());

      AlertRow alert = alertsAbout(pid).get(0);
      LOG.info("event=alert_seen latency_millis={}", alert.latency().toMillis());
      assertThat(alert.instanceId()).isEqualTo(LiveStack.INSTANCE);
      assertThat(alert.rootNode()).isEqualTo(EXPLAINED.get(0));
      assertThat(alert.pathNodes()).startsWith(EXPLAINED.toArray(String[]::new));
      assertThat(EXPLAINED)
          .allSatisfy(node -> assertThat(evidence(alert, node)).isNotEmpty())
          .flatMap(node -> evidence(alert, node))
          .allSatisfy(each -> assertThat(each.path("value").asDouble()).isPositive());
      assertThat(alert.subject().path("root_blocker").path("application.name").asText())
          .isEqualTo("nightly-report");
      assertThat(alert.advice()).anyMatch(line -> line.contains(String.valueOf(pid)));
    }
  }

  @Test
  void lockQueueIsInTheRawRowsToo() throws Exception {
    try (LockPileUp pileUp = LockPileUp.begin(stack.monitored())) {
      String rootBlocker =
          "select count(*) from pgcause.metric_lock_session where lock_role = 'root_blocker'"
              + " and process_pid = '%d' and lock_session_blocked_sessions >= %d"
                  .formatted(pileUp.rootBlockerPid(), LockPileUp.READERS);
      String queue =
          "select count(*) from pgcause.metric_lock where lock_mode = 'AccessShareLock'"
              + " and lock_waiting_count >= "
              + LockPileUp.READERS;
      await("the root blocker").until(() -> stack.store().number(rootBlocker) > 0);
      await("the queue").until(() -> stack.store().number(queue) > 0);
    }
  }

  @Test
  void everyAcknowledgedFrameIsExactlyOneRow() throws Exception {
    long before = stack.agent().acknowledged();
    await("some frames").until(() -> stack.agent().acknowledged() > before + 3);

    assertLedgerIsExact();
  }

  @Test
  void jobKilledWhileFramesComeLosesNoneAndDoublesNone() throws Exception {
    Path checkpoint = stack.job().awaitCheckpoint();
    long then = stack.store().rows("metric_instance");
    await("rows behind the checkpoint")
        .until(() -> stack.store().rows("metric_instance") > then + 2);
    stack.job().kill();
    long down = stack.agent().acknowledged();
    await("frames while the job is down").until(() -> stack.agent().acknowledged() > down + 2);
    stack.job().restore(checkpoint);

    assertLedgerIsExact();
  }

  @Test
  void alertIsNotRepeatedByAJobThatGoesBackBehindIt() throws Exception {
    Path before = stack.job().awaitCheckpoint();
    try (LockPileUp pileUp = LockPileUp.begin(stack.monitored())) {
      int pid = pileUp.rootBlockerPid();
      await("the alert").until(() -> !alertsAbout(pid).isEmpty());
      stack.job().kill();
      stack.job().restore(before);
      assertLedgerIsExact();
      stack.job().awaitCheckpoint(); // now every alert of those frames is committed

      assertThat(alertsAbout(pid)).hasSize(1);
    }
  }

  @Test
  void nothingIsRefused() throws Exception {
    await("rows").until(() -> stack.store().rows("metric_instance") > 0);

    assertThat(stack.store().deadLetters()).isEmpty();
  }

  /** Stops the agent for a moment, since a moving count cannot be compared. */
  private static void assertLedgerIsExact() throws Exception {
    AgentStats last = stack.agent().stop();
    long acknowledged = stack.agent().acknowledged();
    try {
      assertThat(last.framesPending()).isZero();
      assertThat(last.framesDropped() + last.framesRejected()).isZero();
      await("a row for each of " + acknowledged + " frames")
          .untilAsserted(
              () -> assertThat(stack.store().rows("metric_instance")).isEqualTo(acknowledged));
      assertThat(stack.store().number("select count(distinct at) from pgcause.metric_instance"))
          .isEqualTo(acknowledged);
      assertThat(stack.store().deadLetters()).isEmpty();
    } finally {
      stack.agent().startAgain();
    }
  }

  /** Alerts that blame the session {@code pid}; that of no other test. */
  private static List<AlertRow> alertsAbout(int pid) throws SQLException {
    return stack.store().alerts(RULE).stream()
        .filter(alert -> alert.subject().path("root_blocker").path("process.pid").asInt() == pid)
        .toList();
  }

  private static List<JsonNode> evidence(AlertRow alert, String node) {
    return alert
        .path()
        .valueStream()
        .filter(each -> each.path("node").asText().equals(node))
        .flatMap(each -> each.path("evidence").valueStream())
        .toList();
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .failFast("the job failed", () -> stack.job().hasFailed());
  }
}
