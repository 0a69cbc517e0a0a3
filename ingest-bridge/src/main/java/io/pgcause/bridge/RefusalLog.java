package io.pgcause.bridge;

import io.pgcause.wire.frame.RefusalReason;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says who sends what the bridge refuses, once a minute for each of them: a sender gone wrong can
 * be refused thousands of times a second. Counters have every refusal. Thread-safe.
 */
final class RefusalLog {

  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
  private static final long QUIET_MILLIS = 60_000;
  private static final int MOST_SENDERS = 4_096;

  private final Clock clock;
  private final Map<String, Long> saidAt =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST_SENDERS;
        }
      };

  RefusalLog(Clock clock) {
    this.clock = clock;
  }

  /**
   * Logs a refusal, or not.
   *
   * @param agentId empty before HELLO: then the address is the sender
   * @param detail never any payload
   */
  void refused(String agentId, SocketAddress remote, RefusalReason reason, String detail) {
    if (isDue(agentId.isEmpty() ? hostOf(remote) : agentId)) {
      LOG.warn(
          "frame refused agent={} remote={} reason={} detail=\"{}\"",
          printable(agentId),
          remote,
          reason.label(),
          detail);
    }
  }

  /** Text of an agent for a log line or an answer: it cannot begin a line of its own. */
  static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\"]", "?");
  }

  /** Without the port, which is another one for every connection. */
  private static String hostOf(SocketAddress remote) {
    return remote instanceof InetSocketAddress inet ? inet.getHostString() : remote.toString();
  }

  private synchronized boolean isDue(String sender) {
    long now = clock.millis();
    Long last = saidAt.get(sender);
    if (last != null && now - last < QUIET_MILLIS) {
      return false;
    }
    saidAt.remove(sender);
    saidAt.put(sender, now);
    return true;
  }
}
