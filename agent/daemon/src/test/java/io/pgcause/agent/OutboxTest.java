package io.pgcause.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgcause.wire.frame.ControlMessage;
import io.pgcause.wire.frame.FrameSource;
import io.pgcause.wire.frame.RefusalReason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutboxTest {

  @TempDir Path temp;
  private final AtomicLong now = new AtomicLong();
  private final List<Spool> spools = new ArrayList<>();
  private Outbox outbox;

  @BeforeEach
  void open() throws Exception {
    SpoolLimits small = new SpoolLimits(1 << 20, 10, 1 << 16, Duration.ofHours(1));
    for (String instance : List.of("db-1", "db-2")) {
      spools.add(Spool.open(temp, instance, small, Clock.systemUTC()));
    }
    BackOff patience = new BackOff(List.of(Duration.ofSeconds(1)), new SplittableRandom(1));
    outbox = new Outbox(spools, now::get, patience);
    outbox.begin(new ControlMessage.Welcome(1 << 20, 4));
  }

  @AfterEach
  void close() throws Exception {
    for (Spool spool : spools) {
      spool.close();
    }
  }

  @Test
  void instancesTakeTurns() throws Exception {
    Heartbeats.append(spools.get(0), 3);
    Heartbeats.append(spools.get(1), 2);
    assertThat(takeAll()).containsExactly("db-1:1", "db-2:1", "db-1:2", "db-2:2");
  }

  @Test
  void anAnswerMakesRoomInTheWindow() throws Exception {
    Heartbeats.append(spools.get(0), 6);
    assertThat(takeAll()).hasSize(4);
    outbox.acknowledged(line(), 2);
    assertThat(takeAll()).containsExactly("db-1:5", "db-1:6");
  }

  @Test
  void anAcknowledgementOfWhatWasNeverSentFreesOnlyWhatWas() throws Exception {
    Heartbeats.append(spools.get(0), 6);
    takeAll();
    outbox.acknowledged(line(), 1000);
    assertThat(SpoolFixture.sequences(spools.get(0))).containsExactly(5L, 6L);
  }

  @Test
  void anAcknowledgementDoesNotPassAFrameThatWasRefusedForNow() throws Exception {
    Heartbeats.append(spools.get(0), 4);
    takeAll();
    outbox.refused(line(), 2, RefusalReason.BROKER_UNAVAILABLE, "");
    outbox.acknowledged(line(), 4);
    assertThat(SpoolFixture.sequences(spools.get(0))).containsExactly(2L, 3L, 4L);
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(takeAll()).containsExactly("db-1:2", "db-1:3", "db-1:4");
  }

  @Test
  void afterARefusalNothingGoesBeforeEverythingIsAnsweredAndTheWaitIsOver() throws Exception {
    Heartbeats.append(spools.get(0), 3);
    takeAll();
    outbox.refused(line(), 1, RefusalReason.BROKER_UNAVAILABLE, "");
    outbox.refused(line(), 2, RefusalReason.BROKER_UNAVAILABLE, "");
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(takeAll()).isEmpty();
    outbox.refused(line(), 3, RefusalReason.BROKER_UNAVAILABLE, "");
    assertThat(takeAll()).containsExactly("db-1:1", "db-1:2", "db-1:3");
  }

  @Test
  void aRefusedFrameThatTheSpoolDroppedMeanwhileEndsTheConnection() throws Exception {
    Heartbeats.append(spools.get(0), 2);
    takeAll();
    outbox.refused(line(), 1, RefusalReason.BROKER_UNAVAILABLE, "");
    outbox.refused(line(), 2, RefusalReason.BROKER_UNAVAILABLE, "");
    spools.get(0).reject(new FramePosition(line().epoch(), 1), RefusalReason.MALFORMED);
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThatThrownBy(() -> outbox.take(0)).isInstanceOf(IOException.class);
  }

  @Test
  void framesWithoutAnyAnswerAreNoticed() throws Exception {
    Heartbeats.append(spools.get(0), 1);
    Duration limit = Duration.ofSeconds(5);
    now.addAndGet(limit.toNanos() * 2);
    takeAll();
    assertThat(outbox.waitsLongerThan(limit)).isFalse();
    now.addAndGet(limit.toNanos() + 1);
    assertThat(outbox.waitsLongerThan(limit)).isTrue();
  }

  private FrameSource line() {
    return spools.get(0).sources().get(0);
  }

  private List<String> takeAll() throws Exception {
    List<String> taken = new ArrayList<>();
    for (SpooledFrame frame = outbox.take(0); frame != null; frame = outbox.take(0)) {
      taken.add(frame.source().instanceId() + ":" + frame.position().sequence());
    }
    return taken;
  }
}
