package io.pgcause.bridge;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes frames from agents over TCP, hands them unchanged to a {@link FramePublisher} and
 * acknowledges them when that has stored them, never before. Does not own the publisher. All
 * methods may be called from any thread but an event loop of the bridge.
 */
public final class Bridge implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);
  private static final int BACKLOG = 1_024;

  /** Beyond the bound of a connection: its BYE and the agent's close. */
  private static final long FAREWELL_SECONDS = 3;

  private final BridgeContext context;
  private final EventLoops loops;
  private final ChannelGroup connections;
  private final Channel server;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Bridge(
      BridgeContext context, EventLoops loops, ChannelGroup connections, Channel server) {
    this.context = context;
    this.loops = loops;
    this.connections = connections;
    this.server = server;
  }

  /**
   * Starts to listen and returns when agents can connect.
   *
   * @param meters gets the meters {@code pgcause.bridge.*}
   * @throws BridgeStartException when the address may not, or cannot, be listened on
   */
  public static Bridge start(
      BridgeOptions options, FramePublisher publisher, MeterRegistry meters) {
    return start(options, publisher, meters, Clock.systemUTC());
  }

  static Bridge start(
      BridgeOptions options, FramePublisher publisher, MeterRegistry registry, Clock clock) {
    InetSocketAddress address = ListenAddress.check(options);
    InFlightBytes inFlight = new InFlightBytes(options.maxInFlightBytes());
    BridgeMeters meters = new BridgeMeters(registry);
    BridgeContext context =
        new BridgeContext(options, publisher, inFlight, meters, new RefusalLog(clock), clock);
    ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    EventLoops loops = EventLoops.start();
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops.group())
            .channel(loops.server())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childHandler(new AgentPipeline(context, connections))
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      loops.close();
      throw ListenAddress.failed(options, bound.cause());
    }
    meters.watch(connections, inFlight);
    Bridge bridge = new Bridge(context, loops, connections, bound.channel());
    LOG.info(
        "bridge listening address={} transport={} window={} max-payload-bytes={}",
        bridge.address(),
        loops.server().getSimpleName(),
        options.window(),
        options.maxPayloadBytes());
    return bridge;
  }

  /** Where the bridge listens, with the port it got. */
  public InetSocketAddress address() {
    return (InetSocketAddress) server.localAddress();
  }

  /**
   * Drains: accepts nobody, reads nothing more, answers what is with the publisher, says BYE to
   * every agent and closes. Waits for that as long as {@link BridgeOptions#drainTimeout} allows;
   * frames without an answer by then stay with their agents. Closing twice is fine.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    LOG.info("bridge draining address={} connections={}", address(), connections.size());
    server.close().awaitUninterruptibly();
    for (Channel each : connections) {
      each.eventLoop().execute(() -> endSession(each));
    }
    long bound =
        context.options().drainTimeout().toMillis() + TimeUnit.SECONDS.toMillis(FAREWELL_SECONDS);
    if (!connections.newCloseFuture().awaitUninterruptibly(bound)) {
      LOG.warn("bridge closes connections that did not drain connections={}", connections.size());
      connections.close().awaitUninterruptibly();
    }
    loops.close();
    context.meters().close();
    LOG.info("bridge closed");
  }

  private static void endSession(Channel channel) {
    AgentSession session = channel.pipeline().get(AgentSession.class);
    if (session != null) {
      session.end("the bridge is going down; connect again");
    }
  }
}
