package io.pgcause.agent;

import java.time.Duration;
import java.util.List;

/**
 * When the sender gives up waiting.
 *
 * @param connect for a connection, and again for WELCOME
 * @param pingAfter of silence, the bridge is asked whether it is there
 * @param silence after which the connection counts as dead; some times {@code pingAfter}
 * @param answer for a frame; a connection that answers pings but no frames is given up after it
 * @param backOff bounds of the wait before the next connection, and before a refused frame goes
 *     again
 */
record SenderTiming(
    Duration connect,
    Duration pingAfter,
    Duration silence,
    Duration answer,
    List<Duration> backOff) {

  static final SenderTiming DEFAULT =
      new SenderTiming(
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          List.of(
              Duration.ofSeconds(1),
              Duration.ofSeconds(2),
              Duration.ofSeconds(4),
              Duration.ofSeconds(8),
              Duration.ofSeconds(30)));

  SenderTiming {
    backOff = List.copyOf(backOff);
  }
}
