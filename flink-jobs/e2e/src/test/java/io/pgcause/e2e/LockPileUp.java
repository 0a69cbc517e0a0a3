package io.pgcause.e2e;

import io.pgcause.demo.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.postgresql.PGConnection;

/**
 * Real trouble on a real server: a session updated a row and stays open, an ALTER TABLE waits for
 * it, and readers queue behind the ALTER TABLE. It lasts until it is closed.
 */
final class LockPileUp implements AutoCloseable {

  static final int READERS = 8;
  static final String TABLE = "orders";

  private static final String DATABASE = "postgres";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final PostgresServer server;
  private final ExecutorService sessions = Executors.newCachedThreadPool();
  private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
  private final Connection holder;

  private LockPileUp(PostgresServer server) throws SQLException {
    this.server = server;
    holder = server.connect(DATABASE, "postgres", "nightly-report");
    holder.setAutoCommit(false);
  }

  /** Makes the table that {@link #begin} piles sessions up on. */
  static void prepare(PostgresServer server) throws SQLException {
    server.execute(
        DATABASE,
        "create table orders (id int primary key, state text not null)",
        "insert into orders select id, 'new' from generate_series(1, 100) id");
  }

  /** Returns when all sessions wait. */
  static LockPileUp begin(PostgresServer server) throws SQLException {
    LockPileUp pileUp = new LockPileUp(server);
    try (Statement statement = pileUp.holder.createStatement()) {
      statement.execute("update orders set state = 'reviewed' where id = 1");
    }
    pileUp.wait("schema-migration", "alter table orders alter column state set default 'new'");
    pileUp.awaitWaiting(1);
    for (int reader = 0; reader < READERS; reader++) {
      pileUp.wait("shop-web", "select state from orders where id = 2");
    }
    pileUp.awaitWaiting(1 + READERS);
    return pileUp;
  }

  /** The session that everybody waits for in the end, and which waits for nobody. */
  int rootBlockerPid() throws SQLException {
    return holder.unwrap(PGConnection.class).getBackendPID();
  }

  /** Ends the transaction; returns when the others have gone on and ended. */
  @Override
  public void close() throws SQLException {
    holder.rollback();
    holder.close();
    CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new))
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
    sessions.shutdown();
  }

  private void wait(String application, String sql) {
    waiting.add(
        CompletableFuture.runAsync(
            () -> {
              try (Connection connection = server.connect(DATABASE, "postgres", application);
                  Statement statement = connection.createStatement()) {
                statement.execute(sql);
              } catch (SQLException e) {
                throw new IllegalStateException(application + " did not get through", e);
              }
            },
            sessions));
  }

  private void awaitWaiting(int count) {
    Awaitility.await(count + " sessions that wait for a lock")
        .atMost(PATIENCE)
        .until(() -> countWaiting() == count);
  }

  private int countWaiting() throws SQLException {
    try (Connection connection = server.connect(DATABASE, "postgres", "pgcause-e2e");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")) {
      row.next();
      return row.getInt(1);
    }
  }
}
