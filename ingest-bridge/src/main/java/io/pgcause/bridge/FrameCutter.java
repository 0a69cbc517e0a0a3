package io.pgcause.bridge;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.pgcause.wire.frame.FrameException;
import io.pgcause.wire.frame.FrameHeader;
import io.pgcause.wire.frame.FrameReader;
import io.pgcause.wire.frame.FrameType;
import io.pgcause.wire.frame.RefusalReason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of a connection into frames. A header is checked as soon as its 32 bytes are here,
 * before anything is allocated for the payload; the checksum once, when the frame is whole. Cuts
 * only while the {@link Intake} admits. Bytes that are no frame become one {@link Received.Refused}
 * and end the cutting.
 *
 * <p>No {@link ByteToMessageDecoder}: that one reads on by itself while auto-read is off.
 */
final class FrameCutter extends ChannelInboundHandlerAdapter {

  private final FrameReaders readers;
  private final Duration frameTimeout;
  private final Intake intake;

  private ByteBuf received = Unpooled.EMPTY_BUFFER;
  private @Nullable FrameHeader header;
  private @Nullable Future<?> deadline;
  private long progress;
  private boolean cutting;
  private boolean broken;

  /**
   * @param frameTimeout a frame that is not whole after this time is refused, at the latest after
   *     twice of it
   */
  FrameCutter(FrameReaders readers, Duration frameTimeout, Intake intake) {
    this.readers = readers;
    this.frameTimeout = frameTimeout;
    this.intake = intake;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (broken || intake.isDiscarding()) {
      bytes.release();
      return;
    }
    received = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), received, bytes);
    cut(ctx);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == Intake.OPENED) {
      progress++;
      cut(ctx);
      ctx.fireChannelReadComplete();
    } else {
      ctx.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (received.isReadable() && intake.isOpen()) {
      refuse(
          ctx,
          new FrameException(
              RefusalReason.TRUNCATED,
              "the connection ended " + received.readableBytes() + " bytes into a frame"));
    }
    forget();
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    forget();
  }

  private void cut(ChannelHandlerContext ctx) {
    if (cutting) {
      return;
    }
    cutting = true;
    try {
      while (!broken && intake.isOpen() && cutOne(ctx)) {
        progress++;
      }
    } catch (FrameException e) {
      refuse(ctx, e);
    } finally {
      cutting = false;
    }
    tidy();
    watch(ctx);
  }

  private boolean cutOne(ChannelHandlerContext ctx) throws FrameException {
    if (header == null && received.readableBytes() >= FrameHeader.SIZE) {
      ByteBuffer start = received.nioBuffer(received.readerIndex(), FrameHeader.SIZE);
      header = FrameHeader.read(start, readers.limits());
    }
    FrameHeader next = header;
    if (next == null
        || !intake.admits(next.type())
        || received.readableBytes() < next.frameLength()) {
      return false;
    }
    byte[] frame = new byte[next.frameLength()];
    received.readBytes(frame);
    header = null;
    ctx.fireChannelRead(read(next, frame));
    return true;
  }

  private Received read(FrameHeader of, byte[] frame) throws FrameException {
    FrameReader reader = readers.get();
    ByteBuffer bytes = ByteBuffer.wrap(frame);
    return of.type() == FrameType.METRICS
        ? new Received.Metrics(reader.readSource(bytes), of.sequence(), frame)
        : new Received.Control(of.sequence(), reader.readMessage(bytes));
  }

  private void refuse(ChannelHandlerContext ctx, FrameException why) {
    broken = true;
    ctx.fireChannelRead(new Received.Refused(why));
  }

  private void tidy() {
    if (broken || !received.isReadable()) {
      received.release();
      received = Unpooled.EMPTY_BUFFER;
    } else {
      received.discardSomeReadBytes();
    }
  }

  /** One timer at most, not one per read: most reads end within a frame. */
  private void watch(ChannelHandlerContext ctx) {
    if (deadline == null && received.isReadable() && intake.isOpen()) {
      long seen = progress;
      deadline =
          ctx.executor()
              .schedule(() -> expire(ctx, seen), frameTimeout.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void expire(ChannelHandlerContext ctx, long seen) {
    deadline = null;
    if (progress == seen && received.isReadable() && intake.isOpen()) {
      refuse(
          ctx,
          new FrameException(
              RefusalReason.TRUNCATED,
              received.readableBytes() + " bytes of a frame after " + frameTimeout));
      tidy();
    } else {
      watch(ctx);
    }
  }

  private void forget() {
    broken = true;
    tidy();
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }
}
