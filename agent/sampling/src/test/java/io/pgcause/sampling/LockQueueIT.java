package io.pgcause.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockQueueIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int READERS = 6;

  @ParameterizedTest
  @ValueSource(ints = {13, RunningPostgres.NEWEST})
  void queueBehindAnAlterTableIsCountedWholeAndBlamedOnItsRoot(int major) throws Exception {
    ExecutorService clients = Executors.newCachedThreadPool();
    try (RunningPostgres server = RunningPostgres.start(major, Map.of());
        InstanceSampler sampler =
            new InstanceSampler(server.target("watcher"), "test", Clock.systemUTC())) {
      server.execute("create table orders (id int)");
      RunningPostgres.Client holder = server.client("report");
      holder.connection().setAutoCommit(false);
      run(holder.connection(), "select * from orders");
      RunningPostgres.Client migration = server.client("migration");
      List<Future<?>> waiting = new ArrayList<>();
      waiting.add(start(clients, migration.connection(), "alter table orders add note text"));
      awaitWaiters(server, 1);
      for (int reader = 0; reader < READERS; reader++) {
        waiting.add(start(clients, server.connect("shop"), "select * from orders"));
      }
      awaitWaiters(server, 1 + READERS);

      Cells cells = new Cells(sampler.sample());

      assertThat(cells.value("postgresql.session.blocked.count")).isEqualTo(7);
      assertThat(cells.value("postgresql.session.wait.count", "Lock", "relation")).isEqualTo(7);
      assertThat(cells.value("postgresql.lock.waiting.count", "AccessExclusiveLock", "relation"))
          .isEqualTo(1);
      assertThat(cells.value("postgresql.lock.waiting.count", "AccessShareLock", "relation"))
          .isEqualTo(READERS);
      assertThat(cells.value("postgresql.database.locks", "AccessShareLock", "relation"))
          .isGreaterThanOrEqualTo(1);
      assertThat(cells.values("postgresql.lock.wait.max_age"))
          .containsOnlyKeys(List.of("AccessExclusiveLock"), List.of("AccessShareLock"))
          .allSatisfy((mode, age) -> assertThat(age).isPositive());
      assertThat(cells.values("postgresql.lock.blocker.blocked_sessions"))
          .isEqualTo(Map.of(List.of("idle in transaction", "session"), 7.0));
      List<String> root =
          lockSession(holder, "root_blocker", "AccessShareLock", "report", "idle in transaction");
      List<String> head =
          lockSession(migration, "queue_head", "AccessExclusiveLock", "migration", "active");
      assertThat(cells.values("postgresql.lock.session.blocked_sessions"))
          .isEqualTo(Map.of(root, 7.0, head, 6.0));
      assertThat(cells.values("postgresql.lock.session.transaction_age"))
          .containsOnlyKeys(root, head)
          .allSatisfy((session, age) -> assertThat(age).isPositive());

      holder.connection().commit();
      for (Future<?> each : waiting) {
        each.get();
      }
      Cells after = new Cells(sampler.sample());
      for (String group : List.of("lock_wait", "blocker", "lock_session")) {
        assertThat(Cells.table(after.snapshot(), group).rows()).isZero();
      }
    } finally {
      clients.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = RunningPostgres.NEWEST)
  void preparedTransactionIsARootWithoutAProcess(int major) throws Exception {
    ExecutorService clients = Executors.newCachedThreadPool();
    try (RunningPostgres server =
            RunningPostgres.start(major, Map.of("max_prepared_transactions", "5"));
        InstanceSampler sampler =
            new InstanceSampler(server.target("watcher"), "test", Clock.systemUTC())) {
      server.execute("create table orders (id int)");
      try (Connection preparing = server.connect("coordinator")) {
        run(preparing, "begin");
        run(preparing, "lock orders in exclusive mode");
        run(preparing, "prepare transaction 'forgotten'");
      }
      Future<?> waiting = start(clients, server.connect("shop"), "insert into orders values (1)");
      awaitWaiters(server, 1);

      Cells cells = new Cells(sampler.sample());

      assertThat(cells.values("postgresql.lock.blocker.blocked_sessions"))
          .isEqualTo(Map.of(List.of("prepared", "prepared_xact"), 1.0));
      assertThat(cells.values("postgresql.lock.session.transaction_age"))
          .containsOnlyKeys(List.of("0", "root_blocker", "ExclusiveLock", "", "", "", "prepared"));
      assertThat(cells.value("postgresql.prepared_transaction.count")).isEqualTo(1);
      assertThat(cells.value("postgresql.prepared_transaction.max_age")).isPositive();

      server.execute("rollback prepared 'forgotten'");
      waiting.get();
    } finally {
      clients.shutdownNow();
    }
  }

  private static List<String> lockSession(
      RunningPostgres.Client client, String role, String mode, String application, String state) {
    String pid = Integer.toString(client.pid());
    return List.of(pid, role, mode, "postgres", "postgres", application, state);
  }

  private static void awaitWaiters(RunningPostgres server, int count) {
    await()
        .atMost(PATIENCE)
        .until(() -> server.number("select count(*) from pg_locks where not granted") == count);
  }

  private static Future<?> start(ExecutorService clients, Connection connection, String statement) {
    return clients.submit(
        () -> {
          run(connection, statement);
          connection.close();
          return null;
        });
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
