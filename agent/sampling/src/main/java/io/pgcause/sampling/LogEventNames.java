package io.pgcause.sampling;

/**
 * Names of the events in the server's log that causes are told by and that their SQLSTATE alone
 * does not tell apart. Texts as in PostgreSQL 15 to 18.
 */
final class LogEventNames {

  private LogEventNames() {}

  static String name(String sqlState, String message) {
    return switch (sqlState) {
      case "00000", "01000" -> ofServer(message);
      case "28000" -> ofRejection(message);
      case "40P01" -> "deadlock_detected";
      case "53000" -> ofResources(message);
      case "53300" -> ofConnections(message);
      case "54000" -> ofLimit(message);
      case "55P03" -> ofLock(message);
      case "57014" -> ofCancellation(message);
      case "58P01" -> ofMissingFile(message);
      default -> LogEvent.OTHER;
    };
  }

  private static String ofServer(String message) {
    if (message.startsWith("checkpoints are occurring too frequently")) {
      return "checkpoint_too_frequent";
    }
    // once per crash, whatever killed the process
    if (message.startsWith("terminating any other active server processes")) {
      return "server_crashed";
    }
    if (message.startsWith("could not fork new process")) {
      return "cannot_fork";
    }
    if (message.contains("must be vacuumed within")) {
      return "txid_wraparound_warning";
    }
    return message.startsWith("out of file descriptors") ? "too_many_open_files" : LogEvent.OTHER;
  }

  private static String ofRejection(String message) {
    boolean byRules =
        message.startsWith("no pg_hba.conf entry") || message.startsWith("pg_hba.conf rejects");
    return byRules ? "connection_rejected_hba" : LogEvent.OTHER;
  }

  private static String ofResources(String message) {
    if (message.startsWith("out of file descriptors")) {
      return "too_many_open_files";
    }
    return message.startsWith("could not fork") ? "cannot_fork" : LogEvent.OTHER;
  }

  private static String ofConnections(String message) {
    if (message.startsWith("too many connections for role")) {
      return "too_many_connections_role";
    }
    if (message.startsWith("too many connections for database")) {
      return "too_many_connections_database";
    }
    return "too_many_connections";
  }

  private static String ofLimit(String message) {
    return message.startsWith("database is not accepting commands")
        ? "txid_wraparound_error"
        : LogEvent.OTHER;
  }

  private static String ofLock(String message) {
    if (message.startsWith("skipping vacuum of")) {
      return "skipping_vacuum_lock";
    }
    if (message.startsWith("skipping analyze of")) {
      return "skipping_analyze_lock";
    }
    return message.startsWith("canceling statement due to lock timeout")
        ? "lock_timeout"
        : LogEvent.OTHER;
  }

  private static String ofCancellation(String message) {
    if (message.startsWith("canceling autovacuum task")) {
      return "autovacuum_cancel";
    }
    return message.startsWith("canceling statement due to statement timeout")
        ? "statement_timeout"
        : LogEvent.OTHER;
  }

  private static String ofMissingFile(String message) {
    boolean removed =
        message.startsWith("requested WAL segment") && message.endsWith("has already been removed");
    return removed ? "wal_segment_removed" : LogEvent.OTHER;
  }
}
