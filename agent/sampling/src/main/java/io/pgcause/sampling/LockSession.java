package io.pgcause.sampling;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A session that waits on a lock or is waited for, as {@code lock_graph.sql} sees it.
 *
 * @param pid 0 for all prepared transactions together
 * @param blockers whom it waits for; empty when it does not wait
 * @param mode the mode it waits for, else the strongest it holds of those that others wait for
 * @param transactionAge in seconds; null when it is not known
 */
record LockSession(
    int pid,
    Integer[] blockers,
    @Nullable String mode,
    @Nullable String database,
    @Nullable String user,
    @Nullable String application,
    @Nullable String state,
    @Nullable String backendType,
    @Nullable Double transactionAge) {

  private static final Integer[] NOBODY = {};

  static LockSession of(ResultSet row) throws SQLException {
    int pid = row.getInt("pid");
    Array blockers = row.getArray("blockers");
    double age = row.getDouble("transaction_age");
    Double transactionAge = row.wasNull() ? null : age;
    return new LockSession(
        pid,
        blockers == null ? NOBODY : (Integer[]) blockers.getArray(),
        row.getString("mode"),
        row.getString("datname"),
        row.getString("usename"),
        row.getString("application_name"),
        pid == 0 ? "prepared" : row.getString("state"),
        row.getString("backend_type"),
        transactionAge);
  }

  boolean waits() {
    return blockers.length > 0;
  }

  /** Label {@code blocker.kind}. */
  String kind() {
    if (pid == 0) {
      return "prepared_xact";
    }
    return "autovacuum worker".equals(backendType) ? "autovacuum" : "session";
  }
}
