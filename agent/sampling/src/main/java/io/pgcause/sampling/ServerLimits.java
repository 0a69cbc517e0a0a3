package io.pgcause.sampling;

import java.time.Duration;

/**
 * How long the server may keep the sampler waiting.
 *
 * @param connect until a connection is open and ready; whole seconds
 * @param answer until the server has sent something, whatever the statement: beyond it the server
 *     counts as hung. Longer than {@code statement}, which a server that works keeps itself.
 * @param statement the server's statement_timeout
 * @param lock the server's lock_timeout
 * @param cycle after which no further query of the cycle begins
 */
record ServerLimits(
    Duration connect, Duration answer, Duration statement, Duration lock, Duration cycle) {

  static final ServerLimits STANDARD =
      new ServerLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(4),
          Duration.ofSeconds(2),
          Duration.ofMillis(200),
          Duration.ofSeconds(6));
}
