package io.pgcause.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.frame.FrameLimits;
import io.pgcause.wire.frame.RefusalReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(NoLeaks.class)
class FrameCutterTest {

  private static final FrameLimits LIMITS = new FrameLimits(1_000, 10_000);
  private static final int WINDOW = 2;
  private static final byte[] FRAME = Frames.metrics(Frames.ORDERS, 1);
  private static final byte[] START = Arrays.copyOf(FRAME, 7);

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final InFlightBytes inFlight = new InFlightBytes(1_000);
  private final Intake intake =
      new Intake(channel, WINDOW, inFlight, new BridgeMeters(new SimpleMeterRegistry()));

  FrameCutterTest() {
    channel.freezeTime();
    channel
        .pipeline()
        .addLast(new FrameCutter(new FrameReaders(LIMITS), Duration.ofSeconds(10), intake));
  }

  @AfterEach
  void closeChannel() {
    channel.finishAndReleaseAll();
  }

  @Test
  void aFrameLeavesTheBytesAsTheyCame() {
    receive(FRAME);
    Received.Metrics metrics = channel.readInbound();
    assertThat(metrics.frame()).isEqualTo(FRAME);
    assertThat(metrics.source()).isEqualTo(Frames.ORDERS);
    assertThat(metrics.sequence()).isEqualTo(1);
  }

  @Test
  void aFrameMayComeInAnyTwoPieces() {
    for (int cut = 1; cut < FRAME.length; cut++) {
      receive(Arrays.copyOf(FRAME, cut));
      assertThat(channel.inboundMessages()).isEmpty();
      receive(Arrays.copyOfRange(FRAME, cut, FRAME.length));
      assertThat(channel.<Received.Metrics>readInbound().frame()).isEqualTo(FRAME);
    }
  }

  @Test
  void aFrameMayComeByteByByte() {
    for (byte each : FRAME) {
      receive(new byte[] {each});
    }
    assertThat(channel.<Received.Metrics>readInbound().frame()).isEqualTo(FRAME);
  }

  @Test
  void framesThatComeTogetherAreCutApart() {
    receive(Frames.join(FRAME, new ControlMessage.Ping().toFrame(9), FRAME));
    assertThat(channel.<Received>readInbound()).isInstanceOf(Received.Metrics.class);
    assertThat(channel.<Received>readInbound())
        .isEqualTo(new Received.Control(9, new ControlMessage.Ping()));
    assertThat(channel.<Received>readInbound()).isInstanceOf(Received.Metrics.class);
  }

  static Stream<Arguments> badHeaders() {
    return Stream.of(
        arguments(Frames.with(FRAME, 0, 4, 0x474554), RefusalReason.BAD_MAGIC),
        arguments(Frames.with(FRAME, 4, 2, 1), RefusalReason.BAD_VERSION),
        arguments(Frames.with(FRAME, 6, 2, 0), RefusalReason.BAD_TYPE),
        arguments(Frames.with(FRAME, 6, 2, 10), RefusalReason.BAD_TYPE),
        arguments(Frames.with(FRAME, 8, 2, 3), RefusalReason.BAD_FLAGS),
        arguments(Frames.with(FRAME, 8, 2, 16), RefusalReason.BAD_FLAGS),
        arguments(Frames.with(FRAME, 10, 2, 1), RefusalReason.BAD_FLAGS),
        arguments(Frames.with(FRAME, 12, 4, 1_001), RefusalReason.TOO_LARGE),
        arguments(Frames.with(FRAME, 12, 4, Integer.MAX_VALUE), RefusalReason.TOO_LARGE),
        arguments(Frames.with(FRAME, 12, 4, 0xFFFFFFFFL), RefusalReason.TOO_LARGE),
        arguments(Frames.with(FRAME, 24, 4, 10_001), RefusalReason.TOO_LARGE));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badHeaders")
  void aBadHeaderIsRefusedBeforeAnyPayloadIsThere(byte[] frame, RefusalReason reason) {
    receive(Arrays.copyOf(frame, 32));
    assertThat(refusal()).isEqualTo(reason);
    receive(FRAME);
    assertThat(channel.inboundMessages()).isEmpty();
  }

  @Test
  void aChangedByteIsRefused() {
    receive(Frames.damaged(FRAME));
    assertThat(refusal()).isEqualTo(RefusalReason.BAD_CHECKSUM);
  }

  @Test
  void aPayloadTooShortForItsSourceIsRefused() {
    receive(Frames.with(Arrays.copyOf(FRAME, 36), 12, 4, 4));
    assertThat(refusal()).isEqualTo(RefusalReason.TRUNCATED);
  }

  @Test
  void framesBeforeTheBadOneAreTaken() {
    receive(Frames.join(FRAME, Frames.damaged(FRAME), FRAME));
    assertThat(channel.<Received>readInbound()).isInstanceOf(Received.Metrics.class);
    assertThat(refusal()).isEqualTo(RefusalReason.BAD_CHECKSUM);
    assertThat(channel.inboundMessages()).isEmpty();
  }

  @Test
  void anEndWithinAFrameIsCounted() {
    receive(Arrays.copyOf(FRAME, FRAME.length - 1));
    channel.close();
    assertThat(refusal()).isEqualTo(RefusalReason.TRUNCATED);
  }

  @Test
  void anEndBetweenFramesIsNone() {
    receive(FRAME);
    channel.close();
    assertThat(channel.<Received>readInbound()).isInstanceOf(Received.Metrics.class);
    assertThat(channel.inboundMessages()).isEmpty();
  }

  @Test
  void aFrameThatDoesNotBecomeWholeIsRefused() {
    receive(Arrays.copyOf(FRAME, 5));
    pass(9_999);
    receive(Arrays.copyOfRange(FRAME, 5, 6));
    assertThat(channel.inboundMessages()).isEmpty();
    pass(1);
    assertThat(refusal()).isEqualTo(RefusalReason.TRUNCATED);
  }

  @Test
  void aSlowAgentThatFinishesItsFramesIsNotRefused() {
    byte[] restAndStart = Frames.join(Arrays.copyOfRange(FRAME, 7, FRAME.length), START);
    receive(START);
    for (int second = 1; second < 60; second++) {
      pass(1_000);
      receive(restAndStart);
    }
    receive(Arrays.copyOfRange(FRAME, 7, FRAME.length));
    assertThat(channel.inboundMessages()).hasSize(60).allMatch(Received.Metrics.class::isInstance);
  }

  @Test
  void nothingIsCutWhileTheConnectionIsHeldAndAllOfItAfterwards() {
    intake.hold(Intake.Hold.OUTPUT);
    receive(Frames.join(FRAME, FRAME));
    assertThat(channel.inboundMessages()).isEmpty();
    assertThat(channel.config().isAutoRead()).isFalse();
    intake.release(Intake.Hold.OUTPUT);
    assertThat(channel.config().isAutoRead()).isTrue();
    assertThat(channel.inboundMessages()).hasSize(2);
  }

  @Test
  void theFrameBeyondTheWindowIsHeldByItsHeaderAlone() {
    intake.taken();
    intake.taken();
    receive(Arrays.copyOf(FRAME, 32));
    assertThat(channel.config().isAutoRead()).isFalse();
    intake.answered(1);
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void aFullWindowDoesNotHoldAPing() {
    intake.taken();
    intake.taken();
    receive(new ControlMessage.Ping().toFrame(3));
    assertThat(channel.<Received>readInbound()).isInstanceOf(Received.Control.class);
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void framesWaitUntilTheBytesInFlightAreHalf() {
    inFlight.add(600);
    inFlight.add(400);
    receive(FRAME);
    inFlight.release(400);
    channel.runPendingTasks();
    assertThat(channel.inboundMessages()).isEmpty();
    inFlight.release(100);
    channel.runPendingTasks();
    assertThat(channel.<Received>readInbound()).isInstanceOf(Received.Metrics.class);
  }

  @Test
  void aHeldFrameDoesNotRunOutOfTime() {
    receive(Arrays.copyOf(FRAME, 40));
    intake.hold(Intake.Hold.OUTPUT);
    pass(60_000);
    intake.release(Intake.Hold.OUTPUT);
    pass(9_000);
    receive(Arrays.copyOfRange(FRAME, 40, FRAME.length));
    assertThat(channel.<Received>readInbound()).isInstanceOf(Received.Metrics.class);
  }

  private void receive(byte[] bytes) {
    ByteBuf buffer = channel.alloc().buffer(bytes.length).writeBytes(bytes);
    channel.writeInbound(buffer);
  }

  private void pass(long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
  }

  private RefusalReason refusal() {
    Received.Refused refused = channel.readInbound();
    return refused.why().reason();
  }
}
