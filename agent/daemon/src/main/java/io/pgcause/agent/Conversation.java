package io.pgcause.agent;

import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.frame.FrameException;
import io.pgcause.wire.frame.FrameReader;
import io.pgcause.wire.frame.RefusalReason;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that is said over one connection: HELLO and WELCOME, then frames one way and answers the
 * other until it breaks. The calling thread writes; a thread of its own reads.
 */
final class Conversation {

  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  private final BridgeConnection connection;
  private final ControlMessage.Hello hello;
  private final Outbox outbox;
  private final SenderTiming timing;
  private final Traffic traffic;
  private final AtomicReference<IOException> broken = new AtomicReference<>();
  private volatile long lastHeard;
  private boolean welcomed;
  private volatile boolean useful;

  Conversation(
      BridgeConnection connection,
      ControlMessage.Hello hello,
      Outbox outbox,
      SenderTiming timing,
      Traffic traffic) {
    this.connection = connection;
    this.hello = hello;
    this.outbox = outbox;
    this.timing = timing;
    this.traffic = traffic;
  }

  /** Whether the bridge took this agent in. */
  boolean wasWelcome() {
    return welcomed;
  }

  /** Whether the bridge answered anything but the greeting. */
  boolean wasUseful() {
    return useful;
  }

  /**
   * Goes on until the connection breaks or is closed; returns never otherwise.
   *
   * @throws IOException saying why it ended
   */
  void run() throws IOException, FrameException, InterruptedException {
    try (FrameReader frames = BridgeConnection.newReader()) {
      connection.setReadTimeout(timing.connect());
      connection.write(hello.toFrame(0));
      ControlMessage.Welcome welcome = welcome(connection.read(frames).message());
      connection.setReadTimeout(timing.silence());
      lastHeard = System.nanoTime();
      welcomed = true;
      outbox.begin(welcome);
      traffic.connected();
      LOG.info(
          "bridge=connected agent={} sources={} window={}",
          hello.agentId(),
          hello.sources().size(),
          welcome.window());
      Thread reader = new Thread(() -> readAnswers(frames), "pgcause-answers");
      reader.setDaemon(true);
      reader.start();
      try {
        send();
      } finally {
        traffic.disconnected();
        connection.close();
        reader.join();
        outbox.end();
      }
    }
  }

  private static ControlMessage.Welcome welcome(ControlMessage answer) throws IOException {
    if (answer instanceof ControlMessage.Welcome welcome && welcome.window() > 0) {
      return welcome;
    }
    if (answer instanceof ControlMessage.Reject reject) {
      throw new IOException("refused: " + reject.reason().label() + ": " + reject.detail());
    }
    if (answer instanceof ControlMessage.Bye bye) {
      throw new IOException("sent away: " + bye.why());
    }
    throw new IOException("the bridge answered HELLO with " + answer.type());
  }

  private void send() throws IOException, InterruptedException {
    long pinged = lastHeard;
    long pingId = 0;
    while (true) {
      long quiet = System.nanoTime() - Math.max(lastHeard, pinged);
      if (quiet >= timing.pingAfter().toNanos()) {
        connection.write(new ControlMessage.Ping().toFrame(++pingId));
        pinged = System.nanoTime();
        quiet = 0;
      }
      SpooledFrame frame = outbox.take(timing.pingAfter().toNanos() - quiet);
      IOException failure = broken.get();
      if (failure != null) {
        throw failure;
      }
      if (frame != null) {
        connection.write(frame.bytes());
        traffic.frames.increment();
        traffic.bytes.add(frame.bytes().length);
      } else if (outbox.waitsLongerThan(timing.answer())) {
        throw new IOException("frames went unanswered for " + timing.answer());
      }
    }
  }

  private void readAnswers(FrameReader frames) {
    try {
      while (true) {
        BridgeConnection.Answer answer = connection.read(frames);
        lastHeard = System.nanoTime();
        handle(answer);
      }
    } catch (IOException e) {
      fail(e);
    } catch (FrameException e) {
      fail(new IOException("the bridge sent what is no frame: " + e.getMessage(), e));
    } catch (RuntimeException e) {
      LOG.error("answers=fault action=\"report this; the connection begins anew\"", e);
      fail(new IOException("a fault of the agent", e));
    }
  }

  private void handle(BridgeConnection.Answer answer) throws IOException {
    useful = true;
    if (answer.message() instanceof ControlMessage.Ack ack) {
      outbox.acknowledged(ack.source(), answer.sequence());
    } else if (answer.message() instanceof ControlMessage.Reject reject) {
      if (reject.reason() == RefusalReason.SHUTTING_DOWN) {
        throw new IOException("the bridge is shutting down");
      }
      outbox.refused(reject.source(), answer.sequence(), reject.reason(), reject.detail());
    } else if (answer.message() instanceof ControlMessage.Ping) {
      connection.write(new ControlMessage.Pong().toFrame(answer.sequence()));
    } else if (answer.message() instanceof ControlMessage.Bye bye) {
      throw new IOException("the bridge said bye: " + bye.why());
    }
  }

  private void fail(IOException why) {
    broken.compareAndSet(null, why);
    try {
      connection.close();
    } catch (IOException e) {
      why.addSuppressed(e);
    }
    outbox.nudge();
  }
}
