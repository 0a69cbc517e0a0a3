package io.pgcause.bridge;

import io.micrometer.core.instrument.Timer;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.frame.FrameMessage;
import io.pgcause.wire.frame.FrameSource;
import io.pgcause.wire.frame.RefusalReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Hands the frames of one connection to the publisher and answers them: ACK for what is stored,
 * REJECT for what is not. Receipts come on the publisher's threads and wait in a queue for the
 * event loop, which answers all that are there together; everything else happens on the event loop.
 */
final class FrameForwarder {

  private record Receipt(
      FrameMessage message, AckLine line, AckLine.Entry entry, @Nullable Throwable failure) {}

  private record Refusal(FrameMessage message, long sequence, String detail) {}

  private final Channel channel;
  private final BridgeContext bridge;
  private final Intake intake;
  private final Runnable afterAnswers;
  private final Map<FrameSource, AckLine> lines = new HashMap<>();
  private final Queue<Receipt> receipts = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean answering = new AtomicBoolean();

  /**
   * @param afterAnswers run on the event loop whenever frames have been answered
   */
  FrameForwarder(Channel channel, BridgeContext bridge, Intake intake, Runnable afterAnswers) {
    this.channel = channel;
    this.bridge = bridge;
    this.intake = intake;
    this.afterAnswers = afterAnswers;
  }

  /** The agent presents itself: sources it no longer speaks for are forgotten once answered. */
  void announce(Set<FrameSource> sources) {
    lines.entrySet().removeIf(e -> !sources.contains(e.getKey()) && e.getValue().isEmpty());
    lines.values().forEach(AckLine::reset);
  }

  void forward(FrameMessage message, byte[] frame) {
    AckLine line = lines.computeIfAbsent(message.source(), source -> new AckLine());
    if (!line.admits(message.sequence())) {
      String detail = "not published: send it again after frame " + line.failedAt();
      refuse(new Refusal(message, message.sequence(), detail));
      return;
    }
    AckLine.Entry entry = line.add(message.sequence());
    intake.taken();
    bridge.inFlight().add(frame.length);
    Timer.Sample since = bridge.meters().publishing();
    publish(message, frame)
        .whenComplete(
            (stored, failure) -> {
              bridge.inFlight().release(frame.length);
              if (failure == null) {
                bridge.meters().published(since);
              }
              answerLater(new Receipt(message, line, entry, failure));
            });
  }

  private CompletableFuture<Void> publish(FrameMessage message, byte[] frame) {
    try {
      return bridge.publisher().publish(message, frame);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void answerLater(Receipt receipt) {
    receipts.add(receipt);
    // Event loops outlive their channels, so an open channel has a loop that takes the task.
    if (channel.isOpen() && answering.compareAndSet(false, true)) {
      channel.eventLoop().execute(this::answer);
    }
  }

  private void answer() {
    answering.set(false);
    Map<AckLine, FrameSource> touched = new LinkedHashMap<>();
    List<Refusal> refusals = new ArrayList<>();
    for (Receipt next = receipts.poll(); next != null; next = receipts.poll()) {
      touched.put(next.line(), next.message().source());
      if (next.failure() == null) {
        next.line().stored(next.entry());
      } else {
        refusals.addAll(refusalsOf(next, next.failure()));
      }
    }
    int answered = refusals.size();
    for (Map.Entry<AckLine, FrameSource> each : touched.entrySet()) {
      answered += acknowledge(each.getValue(), each.getKey());
    }
    refusals.forEach(this::refuse);
    channel.flush();
    intake.answered(answered);
    afterAnswers.run();
  }

  private int acknowledge(FrameSource source, AckLine line) {
    int frames = line.takeStored();
    if (frames > 0) {
      write(new ControlMessage.Ack(source), line.acknowledged());
      bridge.meters().acked(frames);
    }
    return frames;
  }

  private static List<Refusal> refusalsOf(Receipt receipt, Throwable failure) {
    List<Refusal> refusals = new ArrayList<>();
    for (long sequence : receipt.line().failed(receipt.entry())) {
      String detail =
          refusals.isEmpty()
              ? "not stored by the broker (" + causeOf(failure).getClass().getSimpleName() + ")"
              : "sent behind frame " + refusals.get(0).sequence() + ", which was not stored";
      refusals.add(new Refusal(receipt.message(), sequence, detail));
    }
    return refusals;
  }

  private static Throwable causeOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private void refuse(Refusal refusal) {
    FrameMessage of = refusal.message();
    RefusalReason reason = RefusalReason.BROKER_UNAVAILABLE;
    bridge.meters().rejected(reason);
    bridge.refusals().refused(of.agentId(), channel.remoteAddress(), reason, refusal.detail());
    write(new ControlMessage.Reject(of.source(), reason, refusal.detail()), refusal.sequence());
  }

  private void write(ControlMessage message, long sequence) {
    channel.write(Unpooled.wrappedBuffer(message.toFrame(sequence)), channel.voidPromise());
  }
}
