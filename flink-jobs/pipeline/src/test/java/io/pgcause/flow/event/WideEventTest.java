package io.pgcause.flow.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.flow.Snapshots;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WideEventTest {

  private static final WideEvent EVENT = Snapshots.at(10_000).event("db-1");

  @Test
  void anEarlierEventIsNoProofOfAWrongClock() {
    assertThat(EVENT.provesAhead(EVENT.atMicros() + TimeUnit.MINUTES.toMicros(9))).isFalse();
  }

  @Test
  void aTimeLongAfterTheBridgeHadTheEventCameFromAWrongClock() {
    assertThat(EVENT.provesAhead(EVENT.atMicros() + TimeUnit.MINUTES.toMicros(11))).isTrue();
  }
}
