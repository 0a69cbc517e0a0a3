package io.pgcause.agent;

import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.frame.FrameException;
import io.pgcause.wire.frame.FrameHeader;
import io.pgcause.wire.frame.FrameLimits;
import io.pgcause.wire.frame.FrameReader;
import io.pgcause.wire.frame.FrameSource;
import io.pgcause.wire.frame.FrameType;
import io.pgcause.wire.frame.MetricsFrame;
import io.pgcause.wire.frame.RefusalReason;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;

/**
 * A bridge on a real socket that does with each frame what a test says, and keeps its promise: an
 * acknowledgement never passes a frame that was refused for now.
 */
final class TestBridge implements AutoCloseable {

  /** What happens to a frame. */
  enum Fate {
    STORED,
    /** Stored, but the acknowledgement never comes. */
    UNANSWERED,
    REFUSED_FOR_NOW,
    REFUSED,
    /** The connection ends when half of the frame has arrived. */
    CUT,
    /** The connection ends when the frame is stored but not acknowledged. */
    STORED_AND_CUT
  }

  /** A frame that arrived whole. */
  record Arrival(FrameSource source, long sequence) {}

  final Set<Arrival> stored = ConcurrentHashMap.newKeySet();
  final Set<Arrival> refused = ConcurrentHashMap.newKeySet();
  final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  final List<MetricsFrame> decoded = new CopyOnWriteArrayList<>();
  final List<ControlMessage.Hello> hellos = new CopyOnWriteArrayList<>();
  final List<FrameType> others = new CopyOnWriteArrayList<>();
  final List<Throwable> faults = new CopyOnWriteArrayList<>();
  final AtomicInteger mostUnanswered = new AtomicInteger();

  /** Does not answer PING, as the far end of a half-open connection. */
  volatile boolean deaf;

  private final ServerSocket server;
  private final ControlMessage.Welcome welcome;
  private final LongFunction<Fate> fates;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /**
   * @param fates by sequence
   */
  TestBridge(ControlMessage.Welcome welcome, LongFunction<Fate> fates) throws IOException {
    this(0, welcome, fates);
  }

  TestBridge(int port, ControlMessage.Welcome welcome, LongFunction<Fate> fates)
      throws IOException {
    this.welcome = welcome;
    this.fates = fates;
    server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    start(this::accept, "test-bridge");
  }

  static TestBridge storing() throws IOException {
    return new TestBridge(new ControlMessage.Welcome(1 << 20, 16), sequence -> Fate.STORED);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Ends every connection there is without a word. */
  void cut() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    cut();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        start(() -> serve(socket), "test-bridge-connection");
      } catch (IOException e) {
        if (!server.isClosed()) {
          faults.add(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket;
        FrameReader reader = new FrameReader(FrameLimits.DEFAULT)) {
      new Session(socket, reader).run();
    } catch (IOException e) {
      // The agent or a test cut the connection: that is what these tests are about.
      open.remove(socket);
    } catch (FrameException | RuntimeException e) {
      faults.add(e);
    } finally {
      open.remove(socket);
    }
  }

  private static void start(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** One connection. */
  private final class Session {

    private final Socket socket;
    private final DataInputStream in;
    private final FrameReader reader;
    private final Map<FrameSource, Long> failedAt = new HashMap<>();
    private int unanswered;

    Session(Socket socket, FrameReader reader) throws IOException {
      this.socket = socket;
      this.reader = reader;
      in = new DataInputStream(socket.getInputStream());
    }

    void run() throws IOException, FrameException {
      while (!socket.isClosed()) {
        byte[] begin = new byte[FrameHeader.SIZE];
        in.readFully(begin);
        FrameHeader header = FrameHeader.read(ByteBuffer.wrap(begin), FrameLimits.DEFAULT);
        boolean metrics = header.type() == FrameType.METRICS;
        Fate fate = metrics ? fates.apply(header.sequence()) : Fate.STORED;
        if (fate == Fate.CUT) {
          in.readNBytes(header.payloadLength() / 2);
          socket.close();
          return;
        }
        byte[] payload = new byte[header.payloadLength()];
        in.readFully(payload);
        ByteBuffer frame = ByteBuffer.allocate(header.frameLength()).put(begin).put(payload).flip();
        if (metrics) {
          decoded.add(reader.readMetrics(frame));
          take(new Arrival(reader.readSource(frame), header.sequence()), fate);
        } else {
          answer(reader.readMessage(frame), header.sequence());
        }
      }
    }

    private void take(Arrival frame, Fate fate) throws IOException {
      arrivals.add(frame);
      unanswered++;
      mostUnanswered.accumulateAndGet(unanswered, Math::max);
      long failed = failedAt.getOrDefault(frame.source(), Long.MAX_VALUE);
      if (frame.sequence() > failed) {
        reject(frame, RefusalReason.BROKER_UNAVAILABLE);
        return;
      }
      failedAt.remove(frame.source());
      switch (fate) {
        case STORED -> {
          stored.add(frame);
          unanswered = 0;
          send(new ControlMessage.Ack(frame.source()), frame.sequence());
        }
        case UNANSWERED -> stored.add(frame);
        case STORED_AND_CUT -> {
          stored.add(frame);
          socket.close();
        }
        case REFUSED -> {
          refused.add(frame);
          reject(frame, RefusalReason.MALFORMED);
        }
        case REFUSED_FOR_NOW -> {
          failedAt.put(frame.source(), frame.sequence());
          reject(frame, RefusalReason.BROKER_UNAVAILABLE);
        }
        case CUT -> throw new IllegalStateException("cut before");
      }
    }

    private void answer(ControlMessage message, long id) throws IOException {
      if (message instanceof ControlMessage.Hello hello) {
        hellos.add(hello);
        send(welcome, id);
      } else {
        others.add(message.type());
        if (message instanceof ControlMessage.Ping && !deaf) {
          send(new ControlMessage.Pong(), id);
        }
      }
    }

    private void reject(Arrival frame, RefusalReason reason) throws IOException {
      unanswered--;
      send(new ControlMessage.Reject(frame.source(), reason, "a test"), frame.sequence());
    }

    private void send(ControlMessage message, long sequence) throws IOException {
      socket.getOutputStream().write(message.toFrame(sequence));
    }
  }

  /** A port nobody listens on at the moment. */
  static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
