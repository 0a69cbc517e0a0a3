package io.pgcause.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trouble: a report changes one row and forgets to commit, a migration asks for the whole table
 * and waits for the report, and everyone who comes after queues behind the migration.
 */
final class LockQueue implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LockQueue.class);

  private final Connection report;
  private final Connection migration;
  private final Thread migrating;
  private final int reportPid;
  private final int migrationPid;

  private LockQueue(Connection report, Connection migration) throws SQLException {
    this.report = report;
    this.migration = migration;
    reportPid = pidOf(report);
    migrationPid = pidOf(migration);
    migrating = new Thread(this::migrate, "schema-migration");
    migrating.setDaemon(true);
  }

  static LockQueue begin(ShopDatabase shop) throws SQLException {
    Connection report = connect(shop, "nightly-report");
    Connection migration = connect(shop, "schema-migration");
    LockQueue queue = new LockQueue(report, migration);
    report.setAutoCommit(false);
    try (Statement statement = report.createStatement()) {
      statement.execute("update orders set state = 'reviewed' where id = 1");
    }
    queue.migrating.start();
    return queue;
  }

  /** The session that holds the row and does nothing. */
  int reportPid() {
    return reportPid;
  }

  /** The session everybody queues behind. */
  int migrationPid() {
    return migrationPid;
  }

  /** The report commits after all; the queue drains. */
  void end() throws SQLException {
    report.commit();
  }

  @Override
  public void close() throws SQLException {
    report.close();
    migration.close();
  }

  private void migrate() {
    try (Statement statement = migration.createStatement()) {
      statement.execute("alter table orders add column if not exists gift_note text");
    } catch (SQLException e) {
      LOG.info("event=migration_ended reason=\"{}\"", e.getMessage());
    }
  }

  private static Connection connect(ShopDatabase shop, String application) throws SQLException {
    return shop.server().connect(ShopDatabase.DATABASE, ShopDatabase.APPLICATION, application);
  }

  private static int pidOf(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getBackendPID();
  }
}
