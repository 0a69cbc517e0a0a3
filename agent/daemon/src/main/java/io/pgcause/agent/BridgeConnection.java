package io.pgcause.agent;

import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.frame.FrameException;
import io.pgcause.wire.frame.FrameHeader;
import io.pgcause.wire.frame.FrameLimits;
import io.pgcause.wire.frame.FrameReader;
import io.pgcause.wire.frame.FrameType;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * One TCP connection to the bridge that speaks in whole frames. Any thread may write or close; one
 * thread reads.
 */
final class BridgeConnection implements Closeable {

  /** A message of the bridge, with the sequence or correlation id of its header. */
  record Answer(ControlMessage message, long sequence) {}

  private static final FrameLimits LIMITS = new FrameLimits(64 << 10, 64 << 10);

  private final Socket socket = new Socket();

  void connect(String host, int port, Duration timeout) throws IOException {
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(host, port), Math.toIntExact(timeout.toMillis()));
  }

  /** How long {@link #read} waits before it fails. */
  void setReadTimeout(Duration timeout) throws IOException {
    socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
  }

  synchronized void write(byte[] frame) throws IOException {
    socket.getOutputStream().write(frame);
  }

  /** Waits for the next message; settings, which this agent does not take, are passed over. */
  Answer read(FrameReader reader) throws IOException, FrameException {
    while (true) {
      byte[] begin = readExactly(FrameHeader.SIZE);
      FrameHeader header = FrameHeader.read(ByteBuffer.wrap(begin), LIMITS);
      ByteBuffer frame = ByteBuffer.allocate(header.frameLength());
      frame.put(begin).put(readExactly(header.payloadLength())).flip();
      if (header.type() != FrameType.CONFIG) {
        return new Answer(reader.readMessage(frame), header.sequence());
      }
    }
  }

  static FrameReader newReader() {
    return new FrameReader(LIMITS);
  }

  @Override
  public void close() throws IOException {
    socket.close();
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
