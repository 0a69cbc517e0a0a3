package io.pgcause.benchmarks.path;

import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.frame.FrameException;
import io.pgcause.wire.frame.FrameHeader;
import io.pgcause.wire.frame.FrameLimits;
import io.pgcause.wire.frame.FrameReader;
import io.pgcause.wire.frame.FrameSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The wire side of an agent: sends frames that are ready as fast as the bridge acknowledges them.
 * One thread sends; any thread may close.
 */
final class BridgeClient implements AutoCloseable {

  private static final FrameLimits ANSWERS = new FrameLimits(64 << 10, 64 << 10);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Socket socket;
  private final FrameReader reader = new FrameReader(ANSWERS);
  private final Map<FrameSource, Long> acknowledged = new HashMap<>();
  private final AtomicReference<IOException> broken = new AtomicReference<>();
  private final int window;
  private final Semaphore free;
  private final Thread answers;
  private volatile boolean closed;

  private BridgeClient(Socket socket, ControlMessage.Hello hello)
      throws IOException, FrameException {
    this.socket = socket;
    socket.getOutputStream().write(hello.toFrame(0));
    Answer first = read();
    if (!(first.message() instanceof ControlMessage.Welcome welcome)) {
      throw new IOException("the bridge answered HELLO with " + first.message());
    }
    window = welcome.window();
    free = new Semaphore(window);
    answers = new Thread(this::readAnswers, "bench-answers-" + hello.agentId());
    answers.setDaemon(true);
  }

  private record Answer(ControlMessage message, long sequence) {}

  /** Connects to the bridge on loopback and speaks for {@code sources}. */
  static BridgeClient connect(int port, String agentId, List<FrameSource> sources)
      throws IOException, FrameException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    try {
      socket.setTcpNoDelay(true);
      BridgeClient client =
          new BridgeClient(socket, new ControlMessage.Hello(agentId, "benchmark", sources));
      client.answers.start();
      return client;
    } catch (IOException | FrameException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Sends a frame as soon as the bridge's window allows.
   *
   * @throws IOException when the connection broke or a frame was refused
   */
  void send(byte[] frame) throws IOException, InterruptedException {
    await(1);
    socket.getOutputStream().write(frame);
  }

  /** Returns when every frame sent so far is acknowledged. */
  void awaitAcknowledged() throws IOException, InterruptedException {
    await(window);
    free.release(window);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    try (socket) {
      socket.getOutputStream().write(new ControlMessage.Bye("measured").toFrame(0));
    }
  }

  private void await(int frames) throws IOException, InterruptedException {
    boolean answered = free.tryAcquire(frames, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    IOException failure = broken.get();
    if (failure != null) {
      throw failure;
    }
    if (!answered) {
      throw new IOException("the bridge acknowledged nothing for " + PATIENCE);
    }
  }

  private void readAnswers() {
    try (reader) {
      while (true) {
        take(read());
      }
    } catch (IOException e) {
      fail(e);
    } catch (FrameException e) {
      fail(new IOException("the bridge sent what is no frame: " + e.getMessage(), e));
    }
  }

  private void take(Answer answer) throws IOException {
    if (answer.message() instanceof ControlMessage.Ack ack) {
      Long before = acknowledged.put(ack.source(), answer.sequence());
      free.release(Math.toIntExact(answer.sequence() - (before == null ? 0 : before)));
    } else if (answer.message() instanceof ControlMessage.Reject reject) {
      throw new IOException(
          "the bridge refused a frame: " + reject.reason().label() + ": " + reject.detail());
    } else if (answer.message() instanceof ControlMessage.Bye bye) {
      throw new IOException("the bridge said bye: " + bye.why());
    }
  }

  private void fail(IOException why) {
    if (!closed) {
      broken.compareAndSet(null, why);
      free.release(window);
    }
  }

  private Answer read() throws IOException, FrameException {
    byte[] begin = readExactly(FrameHeader.SIZE);
    FrameHeader header = FrameHeader.read(ByteBuffer.wrap(begin), ANSWERS);
    ByteBuffer frame = ByteBuffer.allocate(header.frameLength());
    frame.put(begin).put(readExactly(header.payloadLength())).flip();
    return new Answer(reader.readMessage(frame), header.sequence());
  }

  private byte[] readExactly(int length) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the bridge closed the connection");
    }
    return bytes;
  }
}
