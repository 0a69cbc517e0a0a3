package io.pgcause.e2e;

import io.pgcause.e2e.FrameFleet.Sent;
import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.frame.FrameException;
import io.pgcause.wire.frame.FrameHeader;
import io.pgcause.wire.frame.FrameLimits;
import io.pgcause.wire.frame.FrameReader;
import io.pgcause.wire.frame.FrameSource;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** An agent's end of a connection that sends what it is told, in whatever order. */
final class FrameSender {

  private static final String AGENT = "agent-e2e";
  private static final int PATIENCE_MILLIS = 30_000;

  private FrameSender() {}

  /**
   * Sends {@code frames} over one connection and says bye; returns when the bridge has answered all
   * of them and closed.
   *
   * @return refusals and whatever else is no acknowledgement; the bridge's last word is left out
   */
  static List<ControlMessage> send(
      InetSocketAddress bridge, List<FrameSource> sources, List<Sent> frames)
      throws IOException, FrameException {
    try (Socket socket = new Socket();
        FrameReader reader = new FrameReader(FrameLimits.DEFAULT)) {
      socket.connect(bridge, PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      out.write(new ControlMessage.Hello(AGENT, "e2e", sources).toFrame(1));
      out.flush();
      receive(in, reader);
      // The bridge does not read on while nobody takes its answers.
      CompletableFuture<List<ControlMessage>> others =
          CompletableFuture.supplyAsync(() -> drain(in, reader));
      for (Sent each : frames) {
        out.write(each.bytes());
      }
      out.write(new ControlMessage.Bye("all is sent").toFrame(2));
      out.flush();
      return others.join();
    }
  }

  private static List<ControlMessage> drain(DataInputStream in, FrameReader reader) {
    try {
      List<ControlMessage> others = new ArrayList<>();
      for (ControlMessage next = receive(in, reader); next != null; next = receive(in, reader)) {
        if (!(next instanceof ControlMessage.Ack)) {
          others.add(next);
        }
      }
      return others;
    } catch (IOException | FrameException e) {
      throw new CompletionException(e);
    }
  }

  /** The next message; null when the bridge has closed. */
  private static @Nullable ControlMessage receive(DataInputStream in, FrameReader reader)
      throws IOException, FrameException {
    byte[] header = in.readNBytes(FrameHeader.SIZE);
    if (header.length == 0) {
      return null;
    }
    FrameHeader read = FrameHeader.read(ByteBuffer.wrap(header), FrameLimits.DEFAULT);
    byte[] frame = Arrays.copyOf(header, read.frameLength());
    in.readFully(frame, FrameHeader.SIZE, read.payloadLength());
    return reader.readMessage(ByteBuffer.wrap(frame));
  }
}
