package io.pgcause.agent;

import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.frame.FrameException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection to the bridge for as long as it runs, with a growing wait between tries. Logs
 * when the bridge is lost and when it is back, not every try.
 */
final class Sender {

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  private final String host;
  private final int port;
  private final ControlMessage.Hello hello;
  private final Outbox outbox;
  private final SenderTiming timing;
  private final Traffic traffic;
  private final BackOff backOff;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "pgcause-sender");
  private @Nullable BridgeConnection current;

  /**
   * @param hello announces every source of {@code outbox}
   * @param random for the waits
   */
  Sender(
      String host,
      int port,
      ControlMessage.Hello hello,
      Outbox outbox,
      SenderTiming timing,
      Traffic traffic,
      RandomGenerator random) {
    this.host = host;
    this.port = port;
    this.hello = hello;
    this.outbox = outbox;
    this.timing = timing;
    this.traffic = traffic;
    backOff = new BackOff(timing.backOff(), random);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Gives what is pending up to {@code flush} to be acknowledged, then ends in order. */
  void stop(Duration flush) throws InterruptedException {
    boolean flushed = outbox.awaitFlushed(flush);
    stopping.countDown();
    hangUp(flushed);
    thread.join();
  }

  private void run() {
    boolean lost = false;
    try {
      do {
        Conversation conversation = null;
        try (BridgeConnection connection = new BridgeConnection()) {
          if (!adopt(connection)) {
            return;
          }
          connection.connect(host, port, timing.connect());
          conversation = new Conversation(connection, hello, outbox, timing, traffic);
          conversation.run();
        } catch (IOException | FrameException e) {
          boolean wasWelcome = conversation != null && conversation.wasWelcome();
          if (conversation != null && conversation.wasUseful()) {
            backOff.reset();
          }
          if ((wasWelcome || !lost) && stopping.getCount() > 0) {
            LOG.warn(
                "bridge=lost host={} port={} problem=\"{}\" effect=\"frames wait in the spool\"",
                host,
                port,
                e.toString());
          }
          lost = true;
        } catch (RuntimeException e) {
          LOG.error("sender=fault action=\"report this; the connection begins anew\"", e);
        }
      } while (!stopping.await(backOff.next().toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("sender=interrupted effect=\"nothing more is sent\"", e);
    }
  }

  private synchronized boolean adopt(BridgeConnection connection) {
    current = connection;
    return stopping.getCount() > 0;
  }

  private synchronized void hangUp(boolean sayBye) {
    BridgeConnection connection = current;
    if (connection == null) {
      return;
    }
    try (connection) {
      // A bridge that does not read would hold the write, and with it the end, up.
      if (sayBye && traffic.isConnected()) {
        connection.write(new ControlMessage.Bye("the agent stops").toFrame(0));
      }
    } catch (IOException e) {
      LOG.debug("bridge=gone before=bye", e);
    }
  }
}
