package io.pgcause.bridge;

import io.netty.channel.Channel;
import io.pgcause.wire.frame.FrameType;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether a connection is read: it is while nothing holds it. What is not read stays in the buffers
 * of the sender, so nothing is ever dropped. Event loop of the channel only.
 */
final class Intake {

  /** Fired through the pipeline when the last hold is gone. */
  static final Object OPENED = new Object();

  /** Why a connection is not read. */
  enum Hold {
    /** As many frames wait for their answer as WELCOME allows, and the next one is here. */
    WINDOW,
    /** All connections together have as many bytes under way as the bridge takes. */
    BYTES,
    /** The agent does not read its answers. */
    OUTPUT,
    /** The connection ends. */
    ENDING
  }

  private final Channel channel;
  private final int window;
  private final InFlightBytes inFlight;
  private final BridgeMeters meters;
  private final Set<Hold> holds = EnumSet.noneOf(Hold.class);
  private final Runnable roomAgain = this::roomAgain;
  private int unanswered;
  private boolean discarding;

  Intake(Channel channel, int window, InFlightBytes inFlight, BridgeMeters meters) {
    this.channel = channel;
    this.window = window;
    this.inFlight = inFlight;
    this.meters = meters;
  }

  boolean isOpen() {
    return holds.isEmpty();
  }

  /** Whether the next frame may be taken; if not, the connection is held until it may. */
  boolean admits(FrameType next) {
    if (next == FrameType.METRICS) {
      if (unanswered >= window) {
        hold(Hold.WINDOW);
      }
      if (inFlight.isFull() && hold(Hold.BYTES)) {
        inFlight.whenLow(roomAgain);
      }
    }
    return isOpen();
  }

  void taken() {
    unanswered++;
  }

  void answered(int frames) {
    unanswered -= frames;
    if (unanswered < window) {
      release(Hold.WINDOW);
    }
  }

  /** METRICS frames taken and neither acknowledged nor refused. */
  int unanswered() {
    return unanswered;
  }

  /** Whether the bridge, and not the agent, is why nothing comes in. */
  boolean waitsForPublisher() {
    return unanswered > 0 || holds.contains(Hold.BYTES);
  }

  boolean hold(Hold why) {
    boolean added = holds.add(why);
    if (added) {
      channel.config().setAutoRead(false);
      meters.held(why);
    }
    return added;
  }

  void release(Hold why) {
    if (holds.remove(why) && holds.isEmpty()) {
      channel.config().setAutoRead(true);
      channel.pipeline().fireUserEventTriggered(OPENED);
    }
  }

  /** From here on bytes are read to be thrown away: a close with unread bytes resets the peer. */
  void discard() {
    hold(Hold.ENDING);
    discarding = true;
    channel.config().setAutoRead(true);
  }

  boolean isDiscarding() {
    return discarding;
  }

  void closed() {
    inFlight.forget(roomAgain);
  }

  private void roomAgain() {
    if (channel.isActive()) {
      channel.eventLoop().execute(() -> release(Hold.BYTES));
    }
  }
}
