package io.pgcause.bridge;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.timeout.IdleStateHandler;
import io.pgcause.wire.frame.ControlMessage;
import java.util.concurrent.TimeUnit;

/** Sets up each accepted connection, or turns it away when there are too many. */
final class AgentPipeline extends ChannelInitializer<Channel> {

  private final BridgeContext bridge;
  private final ChannelGroup connections;
  private final FrameReaders readers;

  AgentPipeline(BridgeContext bridge, ChannelGroup connections) {
    this.bridge = bridge;
    this.connections = connections;
    this.readers = new FrameReaders(bridge.options().frameLimits());
  }

  @Override
  protected void initChannel(Channel channel) {
    BridgeOptions options = bridge.options();
    if (connections.size() >= options.maxConnections()) {
      turnAway(channel);
      return;
    }
    connections.add(channel);
    bridge.meters().connectionOpened();
    Intake intake = new Intake(channel, options.window(), bridge.inFlight(), bridge.meters());
    channel
        .pipeline()
        .addLast(
            new IdleStateHandler(options.idleTimeout().toNanos(), 0, 0, TimeUnit.NANOSECONDS),
            new FrameCutter(readers, options.frameTimeout(), intake),
            new AgentSession(channel, bridge, intake));
  }

  private void turnAway(Channel channel) {
    bridge.meters().connectionRefused();
    byte[] bye = new ControlMessage.Bye("this bridge has connections enough").toFrame(0);
    channel.writeAndFlush(Unpooled.wrappedBuffer(bye)).addListener(ChannelFutureListener.CLOSE);
  }
}
