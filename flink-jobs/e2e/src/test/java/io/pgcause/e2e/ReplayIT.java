package io.pgcause.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.e2e.FrameFleet.Sent;
import io.pgcause.e2e.Store.LetterRow;
import io.pgcause.e2e.Store.Series;
import io.pgcause.sql.fixture.ScratchDatabase;
import io.pgcause.sql.fixture.StoreServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A seeded fleet whose every frame is known: what must be in the store can be worked out, and is
 * compared to the last row. Once with plain PostgreSQL and once with TimescaleDB.
 */
@ParameterizedClass(name = "{0}")
@EnumSource
class ReplayIT {

  private static final long SEED = 20_260_105;
  private static final int INSTANCES = 200;
  private static final double ROUNDING = 1e-9;

  @TempDir private static Path folder;
  private static FrameFleet fleet;
  private static @Nullable StoreServer server;
  private static @Nullable ScratchDatabase database;
  private static @Nullable Replay replay;

  @Parameter private Edition edition;

  /** What kind of store. */
  enum Edition {
    POSTGRESQL,
    TIMESCALEDB;

    StoreServer server() throws IOException {
      return this == POSTGRESQL ? StoreServer.plain() : StoreServer.timescaleOrSkip();
    }
  }

  /** The day is the only thing that is not from the seed: a store may drop what is old. */
  @BeforeParameterizedClassInvocation
  static void runReplay(Edition edition) throws Exception {
    Instant start = Clock.systemUTC().instant().truncatedTo(ChronoUnit.HOURS);
    fleet = FrameFleet.of(SEED, start.minus(1, ChronoUnit.HOURS), INSTANCES);
    server = edition.server();
    database = ScratchDatabase.on(server.url());
    Path own = Files.createDirectory(folder.resolve(edition.name()));
    replay = Replay.run(fleet, database, own);
  }

  @AfterParameterizedClassInvocation
  static void endReplay() throws Exception {
    for (AutoCloseable part : new AutoCloseable[] {replay, database, server}) {
      if (part != null) {
        part.close();
      }
    }
    replay = null;
    database = null;
    server = null;
  }

  @Test
  void bridgeAcknowledgedEveryFrameAsOftenAsItWasSent() {
    assertThat(replay.acknowledged()).isEqualTo(replay.sent().size());
  }

  @Test
  void everyMessageOfAnInstanceIsStoredOrARepeatOrADeadLetter() throws Exception {
    Map<String, Long> stored = replay.store().rowsByInstance("metric_instance");
    Map<String, Long> repeats = countsOf(replay.sent().stream().filter(Sent::repeat).toList());
    Map<String, Long> dead = replay.store().rowsByInstance("dead_letter");
    Map<String, Long> accounted = new TreeMap<>();
    stored.forEach((id, rows) -> accounted.put(id, rows / FrameFleet.SNAPSHOTS_PER_FRAME));
    repeats.forEach((id, count) -> accounted.merge(id, count, Long::sum));
    dead.forEach((id, count) -> accounted.merge(id, count, Long::sum));

    assertThat(repeats).isNotEmpty();
    assertThat(stored).hasSize(INSTANCES);
    assertThat(stored.values()).containsOnly(rowsPerInstance());
    assertThat(accounted).isEqualTo(Topic.messagesByKey(replay.pulsarUrl()));
  }

  @Test
  void everyFamilyHasItsRowOfEverySnapshot() throws Exception {
    assertThat(replay.store().rowsByInstance("metric_activity").values())
        .hasSize(INSTANCES)
        .containsOnly(rowsPerInstance());
    assertThat(replay.store().rowsByInstance("metric_database").values())
        .hasSize(INSTANCES)
        .containsOnly(rowsPerInstance() * FrameFleet.DATABASES);
    assertThat(replay.store().rows("metric_lock")).isEqualTo(fleet.lockRows());
  }

  @Test
  void poisonIsKeptWithItsReasonAndStopsNothing() throws Exception {
    assertThat(replay.store().deadLetters())
        .containsExactlyInAnyOrderElementsOf(replay.letters())
        .extracting(LetterRow::reason)
        .contains("bad-magic", "truncated", "malformed", "bad-checksum");
  }

  @Test
  void closedMinutesAreWhatTheSentValuesGive() throws Exception {
    Instant open = fleet.lastMinute();
    Map<Series, RollupValues> expected = SentMinutes.of(replay.sent(), open);
    Map<Series, RollupValues> stored = replay.store().rollupsBefore(open);

    assertThat(stored.keySet()).isEqualTo(expected.keySet());
    assertThat(stored.keySet().stream().map(Series::bucket).distinct()).hasSizeGreaterThan(1);
    for (Map.Entry<Series, RollupValues> each : expected.entrySet()) {
      assertThat(stored.get(each.getKey()).farthestFrom(each.getValue()))
          .as("%s: %s instead of %s", each.getKey(), stored.get(each.getKey()), each.getValue())
          .isCloseTo(0, Offset.offset(ROUNDING));
    }
  }

  private static long rowsPerInstance() {
    return (long) FrameFleet.FRAMES * FrameFleet.SNAPSHOTS_PER_FRAME;
  }

  private static Map<String, Long> countsOf(List<Sent> frames) {
    return frames.stream()
        .map(each -> each.source().instanceId())
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
