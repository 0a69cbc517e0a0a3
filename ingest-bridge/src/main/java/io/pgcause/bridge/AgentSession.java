package io.pgcause.bridge;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.timeout.IdleStateEvent;
import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.frame.FrameException;
import io.pgcause.wire.frame.FrameMessage;
import io.pgcause.wire.frame.FrameSource;
import io.pgcause.wire.frame.RefusalReason;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The talk with one agent: HELLO, then METRICS and PING in any order, then an end in order. However
 * it ends, nothing more is taken, what is under way is answered, and BYE is the last frame.
 */
final class AgentSession extends SimpleChannelInboundHandler<Received> {

  private enum State {
    NEW,
    OPEN,
    ENDING,
    ENDED
  }

  private static final Logger LOG = LoggerFactory.getLogger(AgentSession.class);
  private static final long LINGER_MILLIS = 2_000;

  private final Channel channel;
  private final BridgeContext bridge;
  private final Intake intake;
  private final FrameForwarder forwarder;
  private @Nullable Future<?> deadline;
  private State state = State.NEW;
  private String agentId = "";
  private Set<FrameSource> sources = Set.of();
  private String ending = "the agent closed";
  private boolean saysBye = true;

  AgentSession(Channel channel, BridgeContext bridge, Intake intake) {
    this.channel = channel;
    this.bridge = bridge;
    this.intake = intake;
    this.forwarder = new FrameForwarder(channel, bridge, intake, this::endWhenAnswered);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, Received received) {
    if (received instanceof Received.Refused refused) {
      refuse(refused.why());
    } else if (received instanceof Received.Metrics metrics) {
      take(metrics);
    } else if (received instanceof Received.Control control) {
      take(control);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    channel.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (channel.isWritable()) {
      intake.release(Intake.Hold.OUTPUT);
    } else {
      intake.hold(Intake.Hold.OUTPUT);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof IdleStateEvent && !intake.waitsForPublisher() && isTaking()) {
      bridge.meters().connectionIdle();
      end("idle: nothing came for " + bridge.options().idleTimeout());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    intake.closed();
    cancelDeadline();
    if (!agentId.isEmpty()) {
      LOG.info(
          "agent disconnected agent={} remote={} unanswered={} why=\"{}\"",
          RefusalLog.printable(agentId),
          channel.remoteAddress(),
          intake.unanswered(),
          ending);
    }
    state = State.ENDED;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException) {
      ending = "connection lost: " + cause.getMessage();
    } else {
      LOG.error(
          "connection closed after a fault of the bridge remote={}",
          channel.remoteAddress(),
          cause);
    }
    channel.close();
  }

  /**
   * Takes nothing more, answers what is under way, then says why and closes. Event loop only.
   *
   * @param why for people; goes into BYE
   */
  void end(String why) {
    if (!isTaking()) {
      return;
    }
    state = State.ENDING;
    ending = why;
    intake.hold(Intake.Hold.ENDING);
    long bound = bridge.options().drainTimeout().toNanos();
    closeAfter(bound, TimeUnit.NANOSECONDS);
    endWhenAnswered();
  }

  private void take(Received.Metrics metrics) {
    bridge.meters().received(metrics.frame().length);
    if (state == State.NEW) {
      reject(metrics, RefusalReason.UNEXPECTED, "METRICS before HELLO");
      end("unexpected: METRICS before HELLO");
    } else if (!sources.contains(metrics.source())) {
      reject(
          metrics,
          RefusalReason.NOT_AUTHORISED,
          "HELLO did not announce instance "
              + RefusalLog.printable(metrics.source().instanceId())
              + " with this epoch");
    } else {
      long micros = ChronoUnit.MICROS.between(Instant.EPOCH, bridge.clock().instant());
      forwarder.forward(
          new FrameMessage(metrics.source(), agentId, metrics.sequence(), micros), metrics.frame());
    }
  }

  private void take(Received.Control control) {
    ControlMessage message = control.message();
    if (message instanceof ControlMessage.Hello hello) {
      welcome(hello, control.correlation());
    } else if (message instanceof ControlMessage.Ping && state == State.OPEN) {
      write(new ControlMessage.Pong(), control.correlation());
    } else if (message instanceof ControlMessage.Bye) {
      saysBye = false;
      end("the agent said bye");
    } else {
      String when = state == State.NEW ? " before HELLO" : " from an agent";
      refuse(new FrameException(RefusalReason.UNEXPECTED, message.type() + when));
    }
  }

  private void welcome(ControlMessage.Hello hello, long correlation) {
    if (state == State.OPEN && !agentId.equals(hello.agentId())) {
      refuse(new FrameException(RefusalReason.UNEXPECTED, "HELLO of another agent"));
      return;
    }
    agentId = hello.agentId();
    sources = Set.copyOf(hello.sources());
    forwarder.announce(sources);
    BridgeOptions options = bridge.options();
    write(new ControlMessage.Welcome(options.maxPayloadBytes(), options.window()), correlation);
    LOG.info(
        "agent {} agent={} version={} sources={} remote={}",
        state == State.NEW ? "connected" : "announced its sources anew",
        RefusalLog.printable(agentId),
        RefusalLog.printable(hello.agentVersion()),
        sources.size(),
        channel.remoteAddress());
    state = State.OPEN;
  }

  private void reject(Received.Metrics frame, RefusalReason reason, String detail) {
    count(reason, detail);
    write(new ControlMessage.Reject(frame.source(), reason, detail), frame.sequence());
  }

  private void refuse(FrameException why) {
    count(why.reason(), why.getMessage());
    end(why.getMessage());
  }

  private void count(RefusalReason reason, String detail) {
    bridge.meters().rejected(reason);
    bridge.refusals().refused(agentId, channel.remoteAddress(), reason, detail);
  }

  private void endWhenAnswered() {
    if (state != State.ENDING || intake.unanswered() > 0) {
      return;
    }
    state = State.ENDED;
    if (!saysBye) {
      channel.flush();
      channel.close();
      return;
    }
    intake.discard();
    channel
        .writeAndFlush(Unpooled.wrappedBuffer(new ControlMessage.Bye(ending).toFrame(0)))
        .addListener(written -> ((DuplexChannel) channel).shutdownOutput());
    closeAfter(LINGER_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void closeAfter(long time, TimeUnit unit) {
    cancelDeadline();
    deadline = channel.eventLoop().schedule(() -> channel.close(), time, unit);
  }

  private void cancelDeadline() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }

  private boolean isTaking() {
    return state == State.NEW || state == State.OPEN;
  }

  private void write(ControlMessage message, long sequence) {
    channel.write(Unpooled.wrappedBuffer(message.toFrame(sequence)), channel.voidPromise());
  }
}
