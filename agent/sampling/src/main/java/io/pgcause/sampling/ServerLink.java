package io.pgcause.sampling;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one session with the server and opens a new one when it is lost: at most one try each time
 * it is asked, and after failures only when the back-off is over. Used by one thread, except {@link
 * #close}.
 */
final class ServerLink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ServerLink.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final SamplingTarget target;
  private final ServerLimits limits;
  private final Clock clock;
  private volatile @Nullable ServerSession session;
  private volatile boolean closed;
  private int failures;
  private Instant failedAt = Instant.MIN;
  private String reason = "";
  private int major;
  private @Nullable Boolean up;

  ServerLink(SamplingTarget target, ServerLimits limits, Clock clock) {
    this.target = target;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * A session that just answered, or null when the server is down, hung or refuses. A session that
   * the server ended since the last cycle is replaced at once; a silent server is not asked twice.
   */
  @Nullable ServerSession answering() {
    ServerSession old = session;
    if (old != null) {
      try {
        old.ping();
        return old;
      } catch (SQLException e) {
        lost(e);
        if (ServerSession.isSilence(e)) {
          return failed("no answer within " + limits.answer().toMillis() + " ms");
        }
      }
    }
    return closed || pausing() ? null : connect();
  }

  /** Gives up the session because of {@code e}. */
  void lost(SQLException e) {
    ServerSession old = session;
    session = null;
    if (old != null) {
      LOG.info("session=lost server={} reason=\"{}\"", target.address(), reason(e));
      abort(old);
    }
  }

  /** Why there is no session. */
  String reason() {
    return reason;
  }

  /** The major version that the server had when it was last seen; 0 before. */
  int major() {
    return major;
  }

  /** Ends a query under way, if any, and all further ones. */
  @Override
  public void close() {
    closed = true;
    ServerSession old = session;
    session = null;
    if (old != null) {
      abort(old);
    }
  }

  /** What {@code e} says, in one line, with its SQLSTATE. */
  static String reason(SQLException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return e.getSQLState() == null ? message : message + " (" + e.getSQLState() + ")";
  }

  private @Nullable ServerSession connect() {
    try {
      ServerSession opened = ServerSession.open(target, limits);
      session = opened;
      if (closed) {
        close();
        return null;
      }
      succeeded(opened);
      return opened;
    } catch (SQLException e) {
      return failed(reason(e));
    } catch (RuntimeException e) {
      // the supplier of the password: its message might hold what it read
      return failed("the password cannot be read: " + e.getClass().getName());
    }
  }

  private void succeeded(ServerSession opened) {
    failures = 0;
    reason = "";
    major = opened.major();
    if (!Boolean.TRUE.equals(up)) {
      up = true;
      LOG.info("server=up server={} user={} major={}", target.address(), target.user(), major);
    }
  }

  private @Nullable ServerSession failed(String why) {
    failures++;
    failedAt = clock.instant();
    reason = why;
    if (!Boolean.FALSE.equals(up)) {
      up = false;
      LOG.warn(
          "server=down server={} user={} reason=\"{}\" effect=\"postgresql.up is 0\"",
          target.address(),
          target.user(),
          why);
    }
    return null;
  }

  /** 1, 2, 4 .. 30 seconds after a failure; a clock set back ends the pause. */
  private boolean pausing() {
    if (failures == 0) {
      return false;
    }
    Duration pause = Duration.ofSeconds(1L << Math.min(failures - 1, 5));
    Duration since = Duration.between(failedAt, clock.instant());
    return !since.isNegative()
        && since.compareTo(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE) < 0;
  }

  private void abort(ServerSession old) {
    try {
      old.abort();
    } catch (SQLException e) {
      LOG.info("session=not_ended server={} reason=\"{}\"", target.address(), reason(e));
    }
  }
}
