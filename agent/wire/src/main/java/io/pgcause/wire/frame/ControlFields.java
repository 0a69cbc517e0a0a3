package io.pgcause.wire.frame;

import io.pgcause.wire.frame.ControlMessage.Ack;
import io.pgcause.wire.frame.ControlMessage.Bye;
import io.pgcause.wire.frame.ControlMessage.Hello;
import io.pgcause.wire.frame.ControlMessage.Ping;
import io.pgcause.wire.frame.ControlMessage.Pong;
import io.pgcause.wire.frame.ControlMessage.Reject;
import io.pgcause.wire.frame.ControlMessage.Welcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The fields of each {@link ControlMessage}, in the order of the wire. */
final class ControlFields {

  private static final int MAX_TEXT_BYTES = 1024;

  private ControlFields() {}

  static void write(ControlMessage message, ByteSink out) {
    if (message instanceof Hello hello) {
      out.string(hello.agentId());
      out.string(forPeople(hello.agentVersion()));
      out.varint(hello.sources().size());
      hello.sources().forEach(source -> write(source, out));
    } else if (message instanceof Welcome welcome) {
      out.varint(welcome.maxPayloadBytes());
      out.varint(welcome.window());
    } else if (message instanceof Ack ack) {
      write(ack.source(), out);
    } else if (message instanceof Reject reject) {
      write(reject.source(), out);
      out.varint(reject.reason().code());
      out.string(forPeople(reject.detail()));
    } else if (message instanceof Bye bye) {
      out.string(forPeople(bye.why()));
    }
  }

  static ControlMessage read(FrameType type, ByteSource in) throws FrameException {
    return switch (type) {
      case HELLO -> readHello(in);
      case WELCOME -> new Welcome(readLimit(in, "bytes"), readLimit(in, "frames"));
      case ACK -> new Ack(readSource(in));
      case REJECT -> new Reject(readSource(in), readReason(in), in.string(MAX_TEXT_BYTES));
      case PING -> new Ping();
      case PONG -> new Pong();
      case BYE -> new Bye(in.string(MAX_TEXT_BYTES));
      case METRICS, CONFIG ->
          throw new FrameException(RefusalReason.UNEXPECTED, type + " is no control message");
    };
  }

  static void write(FrameSource source, ByteSink out) {
    out.string(source.instanceId());
    out.i64(source.epoch());
  }

  static FrameSource readSource(ByteSource in) throws FrameException {
    return new FrameSource(readId(in), in.i64());
  }

  private static Hello readHello(ByteSource in) throws FrameException {
    String agentId = readId(in);
    String version = in.string(MAX_TEXT_BYTES);
    int count = in.count(Hello.MAX_SOURCES, "instances");
    List<FrameSource> sources = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sources.add(readSource(in));
    }
    return new Hello(agentId, version, sources);
  }

  private static int readLimit(ByteSource in, String what) throws FrameException {
    int limit = in.count(Integer.MAX_VALUE, what);
    if (limit == 0) {
      throw new FrameException(RefusalReason.MALFORMED, "a limit of 0 " + what);
    }
    return limit;
  }

  private static String readId(ByteSource in) throws FrameException {
    String id = in.string(FrameSource.MAX_ID_BYTES);
    if (id.isEmpty()) {
      throw new FrameException(RefusalReason.MALFORMED, "an id of no bytes");
    }
    return id;
  }

  /** Agents are updated last: a reason newer than this reader must not end the connection. */
  private static RefusalReason readReason(ByteSource in) throws FrameException {
    return RefusalReason.of(in.count(0xFFFF, "as a reason")).orElse(RefusalReason.UNEXPECTED);
  }

  /** What the reader at the other end is sure to take. */
  private static String forPeople(String text) {
    boolean fits = text.getBytes(StandardCharsets.UTF_8).length <= MAX_TEXT_BYTES;
    return (fits ? text : text.substring(0, MAX_TEXT_BYTES / 4)).replace('\0', ' ');
  }
}
