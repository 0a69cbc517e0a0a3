package io.pgcause.agent;

import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.frame.FrameHeader;
import io.pgcause.wire.frame.FrameSource;
import io.pgcause.wire.frame.RefusalReason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides which frame goes next over the connection, and what an answer means for the spools.
 *
 * <p>Frames of one instance go in their order, instances take turns, and no more than the bridge's
 * window are unanswered. A frame refused for now holds everything back for a while; then all that
 * is not acknowledged goes again in order. Thread-safe: one thread takes, another brings answers.
 */
final class Outbox {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /** One instance on this connection. */
  private static final class Lane {

    private final Spool spool;
    private final NavigableSet<FramePosition> unanswered = new TreeSet<>();
    private @Nullable FramePosition sent;
    private @Nullable FramePosition refused;
    private boolean unreadable;

    Lane(Spool spool) {
      this.spool = spool;
    }

    void rewind() {
      unanswered.clear();
      sent = null;
      refused = null;
    }
  }

  private final List<Lane> lanes;
  private final LongSupplier nanos;
  private final BackOff patience;
  private final OncePerMinute refusalLog;
  private int turn;
  private int window;
  private int maxPayloadBytes;
  private int unanswered;
  private boolean paused;
  private long pausedUntil;
  private long lastAnswer;
  private boolean nudged;

  /**
   * @param nanos a monotonic clock
   * @param patience waits after a frame was refused for now
   */
  Outbox(List<Spool> spools, LongSupplier nanos, BackOff patience) {
    lanes = spools.stream().map(Lane::new).toList();
    this.nanos = nanos;
    this.patience = patience;
    refusalLog = new OncePerMinute(nanos);
  }

  /** Every line of frames that may be sent. */
  List<FrameSource> sources() {
    List<FrameSource> sources = new ArrayList<>();
    lanes.forEach(lane -> sources.addAll(lane.spool.sources()));
    return sources;
  }

  /** A new connection: everything that is not acknowledged goes again. */
  synchronized void begin(ControlMessage.Welcome welcome) {
    window = welcome.window();
    maxPayloadBytes = welcome.maxPayloadBytes();
    rewind();
  }

  /** The connection is gone: nothing is taken until the next one. */
  synchronized void end() {
    window = 0;
    rewind();
    notifyAll();
  }

  /** A spool has a new frame. */
  synchronized void wake() {
    notifyAll();
  }

  /** Makes {@link #take} return now. */
  synchronized void nudge() {
    nudged = true;
    notifyAll();
  }

  /**
   * The next frame to be written; null when there is none within {@code waitNanos}.
   *
   * @throws IOException when this connection cannot go on
   */
  synchronized @Nullable SpooledFrame take(long waitNanos)
      throws IOException, InterruptedException {
    long deadline = nanos.getAsLong() + waitNanos;
    while (true) {
      SpooledFrame frame = poll();
      long left = deadline - nanos.getAsLong();
      if (frame != null || nudged || left <= 0) {
        nudged = false;
        return frame;
      }
      long pause = paused ? pausedUntil - nanos.getAsLong() : left;
      TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, pause > 0 ? pause : left));
    }
  }

  /** Everything of {@code source} up to {@code sequence} is with the broker. */
  synchronized void acknowledged(FrameSource source, long sequence) {
    Lane lane = laneOf(source);
    FramePosition sent = lane == null ? null : lane.sent;
    if (lane == null || sent == null || sent.epoch() < source.epoch()) {
      return;
    }
    long last = sent.epoch() == source.epoch() ? Math.min(sequence, sent.sequence()) : sequence;
    answered(lane, new FramePosition(source.epoch(), last));
    FramePosition refused = lane.refused;
    if (refused != null && refused.epoch() == source.epoch()) {
      last = Math.min(last, refused.sequence() - 1);
    }
    lane.spool.acknowledge(new FramePosition(source.epoch(), last));
    if (!paused) {
      patience.reset();
    }
    notifyAll();
  }

  /** The frame is refused: for now, or, when the reason knows no retry, for ever. */
  synchronized void refused(
      FrameSource source, long sequence, RefusalReason reason, String detail) {
    Lane lane = laneOf(source);
    FramePosition position = new FramePosition(source.epoch(), sequence);
    if (lane == null || !lane.unanswered.remove(position)) {
      return;
    }
    unanswered--;
    lastAnswer = nanos.getAsLong();
    if (reason.retry()) {
      lane.refused =
          lane.refused == null || position.compareTo(lane.refused) < 0 ? position : lane.refused;
      pause();
    } else {
      lane.spool.reject(position, reason);
    }
    logRefusal(lane, position, reason, detail);
    notifyAll();
  }

  /** Whether frames have been waiting for any answer for longer than {@code limit}. */
  synchronized boolean waitsLongerThan(Duration limit) {
    return unanswered > 0 && nanos.getAsLong() - lastAnswer > limit.toNanos();
  }

  /**
   * Waits until no spool has a pending frame, the connection has gone or time is up.
   *
   * @return whether nothing is pending
   */
  synchronized boolean awaitFlushed(Duration limit) throws InterruptedException {
    long deadline = nanos.getAsLong() + limit.toNanos();
    long left = limit.toNanos();
    while (window > 0 && left > 0 && hasPending()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = deadline - nanos.getAsLong();
    }
    return !hasPending();
  }

  private boolean hasPending() {
    return lanes.stream().anyMatch(lane -> lane.spool.pending() > 0);
  }

  private @Nullable SpooledFrame poll() throws IOException {
    if (paused && unanswered == 0 && nanos.getAsLong() - pausedUntil >= 0) {
      resume();
    }
    if (paused || unanswered >= window) {
      return null;
    }
    for (int i = 0; i < lanes.size(); i++) {
      Lane lane = lanes.get((turn + i) % lanes.size());
      SpooledFrame frame = next(lane);
      if (frame != null) {
        turn = (turn + i + 1) % lanes.size();
        lastAnswer = unanswered == 0 ? nanos.getAsLong() : lastAnswer;
        unanswered++;
        lane.unanswered.add(frame.position());
        return frame;
      }
    }
    return null;
  }

  private @Nullable SpooledFrame next(Lane lane) {
    try {
      SpooledFrame frame = lane.spool.after(lane.sent);
      while (frame != null && frame.bytes().length - FrameHeader.SIZE > maxPayloadBytes) {
        lane.spool.reject(frame.position(), RefusalReason.TOO_LARGE);
        logRefusal(lane, frame.position(), RefusalReason.TOO_LARGE, "above the bridge's limit");
        frame = lane.spool.after(frame.position());
      }
      lane.sent = frame == null ? lane.sent : frame.position();
      lane.unreadable = false;
      return frame;
    } catch (IOException e) {
      if (!lane.unreadable) {
        lane.unreadable = true;
        LOG.warn("spool=unreadable instance={}", lane.spool.instanceId(), e);
      }
      return null;
    }
  }

  private void pause() {
    if (!paused) {
      paused = true;
      pausedUntil = nanos.getAsLong() + patience.next().toNanos();
    }
  }

  /**
   * Begins again at the refused frames.
   *
   * @throws IOException when one of them has been dropped meanwhile: the bridge refuses what lies
   *     behind it for as long as this connection lives
   */
  private void resume() throws IOException {
    for (Lane lane : lanes) {
      FramePosition refused = lane.refused;
      SpooledFrame first = refused == null ? null : lane.spool.after(null);
      if (refused != null && first != null && first.position().compareTo(refused) > 0) {
        throw new IOException("a frame the bridge waits for has been dropped meanwhile");
      }
    }
    rewind();
  }

  private void rewind() {
    lanes.forEach(Lane::rewind);
    unanswered = 0;
    paused = false;
  }

  private void answered(Lane lane, FramePosition last) {
    NavigableSet<FramePosition> frames =
        lane.unanswered.subSet(new FramePosition(last.epoch(), 0), true, last, true);
    unanswered -= frames.size();
    frames.clear();
    lastAnswer = nanos.getAsLong();
  }

  private void logRefusal(Lane lane, FramePosition position, RefusalReason reason, String detail) {
    if (refusalLog.admits(reason)) {
      LOG.warn(
          "frame=refused instance={} epoch={} sequence={} reason={} retry={} detail=\"{}\"",
          lane.spool.instanceId(),
          position.epoch(),
          position.sequence(),
          reason.label(),
          reason.retry(),
          detail);
    }
  }

  private @Nullable Lane laneOf(FrameSource source) {
    for (Lane lane : lanes) {
      if (lane.spool.instanceId().equals(source.instanceId())) {
        return lane;
      }
    }
    return null;
  }
}
