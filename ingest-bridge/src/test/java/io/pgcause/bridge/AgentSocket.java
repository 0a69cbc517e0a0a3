package io.pgcause.bridge;

import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.frame.FrameException;
import io.pgcause.wire.frame.FrameHeader;
import io.pgcause.wire.frame.FrameLimits;
import io.pgcause.wire.frame.FrameReader;
import io.pgcause.wire.frame.FrameSource;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** The agent's end of a connection: sends whatever bytes the test wants, waits for answers. */
final class AgentSocket implements AutoCloseable {

  /** A frame of the bridge. */
  record Answer(long sequence, ControlMessage message) {}

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket = new Socket();
  private final FrameReader reader = new FrameReader(FrameLimits.DEFAULT);
  private final DataInputStream in;
  private final OutputStream out;

  AgentSocket(InetSocketAddress bridge) throws IOException {
    socket.connect(bridge, PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** A connection that has said HELLO for {@code sources} and was welcomed. */
  static AgentSocket welcomed(InetSocketAddress bridge, FrameSource... sources)
      throws IOException, FrameException {
    AgentSocket agent = new AgentSocket(bridge);
    agent.hello(sources);
    return agent;
  }

  ControlMessage.Welcome hello(FrameSource... sources) throws IOException, FrameException {
    send(new ControlMessage.Hello("agent-1", "0.1.0", List.of(sources)), 1);
    return (ControlMessage.Welcome) receive().message();
  }

  void send(byte[]... frames) throws IOException {
    out.write(Frames.join(frames));
  }

  void send(ControlMessage message, long correlation) throws IOException {
    out.write(message.toFrame(correlation));
  }

  Answer receive() throws IOException, FrameException {
    byte[] header = in.readNBytes(FrameHeader.SIZE);
    FrameHeader read = FrameHeader.read(ByteBuffer.wrap(header), FrameLimits.DEFAULT);
    byte[] frame = Arrays.copyOf(header, read.frameLength());
    in.readFully(frame, FrameHeader.SIZE, read.payloadLength());
    return new Answer(read.sequence(), reader.readMessage(ByteBuffer.wrap(frame)));
  }

  /** The next answer, which must be an acknowledgement. */
  long receiveAck(FrameSource source) throws IOException, FrameException {
    Answer answer = receive();
    if (!answer.message().equals(new ControlMessage.Ack(source))) {
      throw new AssertionError("expected an ACK of " + source + ", got " + answer);
    }
    return answer.sequence();
  }

  /** The next answer, which must be BYE; its text. */
  String receiveBye() throws IOException, FrameException {
    return ((ControlMessage.Bye) receive().message()).why();
  }

  /** Waits for the bridge's end of the connection; false when it sends anything else. */
  boolean isEnded() throws IOException {
    return in.read() == -1;
  }

  /** Closes the socket at once. */
  void hangUp() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    reader.close();
  }
}
