package io.pgcause.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstanceSamplerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String AGENT = "where application_name = 'pgcause-agent'";
  private static final ServerLimits IMPATIENT =
      new ServerLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofMillis(800),
          Duration.ofMillis(100),
          Duration.ofSeconds(6));

  private RunningPostgres server;
  private InstanceSampler sampler;

  @BeforeEach
  void start() throws IOException, SQLException {
    server = RunningPostgres.start(RunningPostgres.NEWEST, Map.of());
    sampler = sampler("watcher");
  }

  @AfterEach
  void stop() throws IOException {
    sampler.close();
    server.close();
  }

  @Test
  void commitsGrowWithTheWork() {
    double before = sample().value("postgresql.commits", "postgres");

    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              server.execute("select 1");
              return sample().value("postgresql.commits", "postgres") > before;
            });
  }

  @Test
  void samplersOwnSessionIsNotPartOfThePicture() throws SQLException {
    sample();
    assertThat(server.number("select count(*) from pg_stat_activity " + AGENT)).isEqualTo(1);

    assertThat(sample().values("postgresql.connection.count").keySet())
        .noneMatch(labels -> labels.contains("pgcause-agent"));
  }

  @Test
  void sessionsAreCountedByStateDatabaseUserAndApplication() throws SQLException {
    try (Connection idle = server.connect("shop");
        Connection transaction = server.connect("report")) {
      transaction.setAutoCommit(false);
      run(transaction, "select 1");
      assertThat(idle.isValid(1)).isTrue();

      Cells cells = sample();

      assertThat(cells.values("postgresql.connection.count"))
          .containsEntry(List.of("idle", "postgres", "postgres", "shop"), 1.0)
          .containsEntry(List.of("idle in transaction", "postgres", "postgres", "report"), 1.0);
      assertThat(cells.value("postgresql.transaction.max_age", "idle in transaction")).isPositive();
    }
  }

  @Test
  void serverThatStopsAndComesBackIsSeenByTheSameSampler() throws IOException {
    sample();
    server.stop();
    Cells down = sample();

    assertThat(down.value("postgresql.up")).isZero();
    assertThat(down.groups()).contains("cpu", "host", "disk", "filesystem", "agent");
    assertThat(down.has("database")).isFalse();
    assertThat(sampler.notEvaluable())
        .filteredOn(each -> each.query().equals("database"))
        .singleElement()
        .satisfies(each -> assertThat(each.reason()).contains("the server cannot be asked"));

    server.startAgain();
    await().atMost(PATIENCE).until(() -> sample().value("postgresql.up") == 1);
    assertThat(sample().has("database")).isTrue();
  }

  @Test
  void endedSessionIsReplacedInTheSameCycle() throws SQLException {
    sample();
    server.execute("select pg_terminate_backend(pid) from pg_stat_activity " + AGENT);
    awaitSessions(0);

    assertThat(sample().value("postgresql.up")).isEqualTo(1);
  }

  @Test
  void hungServerIsDownAndTheHostIsSampledAllTheSame() throws Exception {
    sampler.close();
    sampler = new InstanceSampler(server.target("watcher"), "test", Clock.systemUTC(), IMPATIENT);
    sample();
    long pid = server.number("select pid from pg_stat_activity " + AGENT);
    signal("STOP", pid);
    try {
      Cells hung = sample();

      assertThat(hung.value("postgresql.up")).isZero();
      assertThat(hung.has("host")).isTrue();
      assertThat(sampler.notEvaluable())
          .anySatisfy(each -> assertThat(each.reason()).contains("no answer within 1000 ms"));
    } finally {
      signal("CONT", pid);
    }
  }

  @Test
  void catalogueThatIsLockedCostsItsGroupsAndNoOthers() throws SQLException {
    sampler.close();
    sampler = new InstanceSampler(server.target("watcher"), "test", Clock.systemUTC(), IMPATIENT);
    sample();
    try (Connection locking = server.connect("test")) {
      locking.setAutoCommit(false);
      run(locking, "lock pg_database in access exclusive mode");

      Cells cells = sample();

      assertThat(cells.value("postgresql.up")).isEqualTo(1);
      assertThat(cells.groups()).contains("lock", "wal", "checkpoint").doesNotContain("database");
      assertThat(sampler.notEvaluable())
          .filteredOn(each -> each.query().equals("database"))
          .singleElement()
          .satisfies(each -> assertThat(each.reason()).contains("55P03"));
      locking.rollback();
    }
    assertThat(sample().has("database")).isTrue();
  }

  @Test
  void roleWithoutPgMonitorGetsReasonsInsteadOfZeros() throws SQLException {
    server.execute("create role passer_by login");
    sampler.close();
    sampler = sampler("passer_by");

    Cells cells = sample();

    assertThat(cells.value("postgresql.up")).isEqualTo(1);
    assertThat(cells.groups())
        .contains("database", "lock", "wal", "checkpoint")
        .doesNotContain("connection", "wait", "transaction", "xmin");
    assertThat(sampler.notEvaluable())
        .filteredOn(each -> each.query().equals("connection"))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.reason())
                    .isEqualTo(
                        "the role lacks the privileges of pg_read_all_stats; grant pg_monitor to"
                            + " it"));
  }

  @Test
  void timeOfEveryQueryIsKept() {
    Cells cells = sample();

    assertThat(cells.value("agent.heartbeat", "test")).isEqualTo(1);
    assertThat(cells.values("agent.query.timeout").values()).containsOnly(0.0);
    assertThat(cells.values("agent.collect.duration"))
        .containsKeys(List.of("test", "database"), List.of("test", "cpu"))
        .allSatisfy((query, seconds) -> assertThat(seconds).isPositive());
  }

  @Test
  void closingEndsASampleThatWaitsForTheServer() throws Exception {
    ServerLimits patient =
        new ServerLimits(
            Duration.ofSeconds(5),
            Duration.ofMinutes(10),
            Duration.ofSeconds(2),
            Duration.ofMillis(200),
            Duration.ofSeconds(6));
    sampler.close();
    sampler = new InstanceSampler(server.target("watcher"), "test", Clock.systemUTC(), patient);
    sample();
    long pid = server.number("select pid from pg_stat_activity " + AGENT);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    signal("STOP", pid);
    try {
      Future<Cells> waiting = thread.submit(this::sample);
      sampler.close();

      await().atMost(PATIENCE).until(waiting::isDone);
    } finally {
      signal("CONT", pid);
      thread.shutdownNow();
    }
  }

  @Test
  void closingEndsTheSession() throws SQLException {
    sample();
    sampler.close();

    awaitSessions(0);
  }

  private InstanceSampler sampler(String user) {
    return new InstanceSampler(server.target(user), "test", Clock.systemUTC());
  }

  private Cells sample() {
    return new Cells(sampler.sample());
  }

  private void awaitSessions(int count) {
    await()
        .atMost(PATIENCE)
        .until(() -> server.number("select count(*) from pg_stat_activity " + AGENT) == count);
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    assertThat(exit).isZero();
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
