package io.pgcause.sql;

import java.io.Serial;

/** A store that could not be brought to the newest schema; it is at the version it had. */
public final class MigrationException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** What kind of thing is in the way. */
  public enum Reason {
    /** The server is down, refuses the login or does not have the database. */
    UNREACHABLE,
    /** The role may not do what a migration does. */
    NOT_PERMITTED,
    /** The schema is not one that these migrations made. */
    FOREIGN_SCHEMA,
    /** A statement failed for another reason. */
    FAILED
  }

  private final Reason reason;

  MigrationException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
