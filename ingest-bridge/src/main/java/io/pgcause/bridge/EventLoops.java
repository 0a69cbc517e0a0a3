package io.pgcause.bridge;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads of a bridge and the transport they speak: epoll where there is one, else NIO. */
record EventLoops(EventLoopGroup group, Class<? extends ServerChannel> server)
    implements AutoCloseable {

  static EventLoops start() {
    return Epoll.isAvailable()
        ? new EventLoops(group(EpollIoHandler.newFactory()), EpollServerSocketChannel.class)
        : new EventLoops(group(NioIoHandler.newFactory()), NioServerSocketChannel.class);
  }

  private static EventLoopGroup group(IoHandlerFactory factory) {
    // 0: as many threads as Netty thinks right for the cores.
    return new MultiThreadIoEventLoopGroup(0, new DefaultThreadFactory("pgcause-bridge"), factory);
  }

  /** Stops the threads once their tasks are done, at the latest after five seconds. */
  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
