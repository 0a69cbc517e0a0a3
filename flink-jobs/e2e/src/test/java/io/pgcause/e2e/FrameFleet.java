package io.pgcause.e2e;

import io.pgcause.wire.frame.Compression;
import io.pgcause.wire.frame.FrameSource;
import io.pgcause.wire.frame.FrameWriter;
import io.pgcause.wire.frame.MetricsFrame;
import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What many agents send, made from a seed: the same seed, the same frames in the same order. Frames
 * of an instance come out of order within {@value #WINDOW} of them, and some come again a little
 * later.
 */
final class FrameFleet {

  static final int SNAPSHOTS_PER_FRAME = 3;
  static final int FRAMES = 16;
  static final int DATABASES = 2;

  private static final int WINDOW = 3;
  private static final double REPEATED = 0.1;
  private static final int REPEATED_WITHIN = 5;
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final long EPOCH = 7;
  private static final MetricCatalogue CATALOGUE = MetricCatalogue.shipped();
  private static final Metric UP = CATALOGUE.metric("postgresql.up");
  private static final Metric UPTIME = CATALOGUE.metric("postgresql.uptime");
  private static final Metric BLOCKED = CATALOGUE.metric("postgresql.session.blocked.count");
  private static final Metric QUERY_AGE = CATALOGUE.metric("postgresql.query.max_age");
  private static final Metric COMMITS = CATALOGUE.metric("postgresql.commits");
  private static final Metric SIZE = CATALOGUE.metric("postgresql.db_size");
  private static final Metric WAITING = CATALOGUE.metric("postgresql.lock.waiting.count");

  private final SplittableRandom random;
  private final Instant start;
  private final List<List<Sent>> byInstance = new ArrayList<>();

  private FrameFleet(long seed, Instant start) {
    random = new SplittableRandom(seed);
    this.start = start;
  }

  /**
   * A frame as it is sent.
   *
   * @param repeat whether it has been sent before
   */
  record Sent(MetricsFrame frame, byte[] bytes, boolean repeat) {

    FrameSource source() {
      return frame.source();
    }
  }

  /**
   * The frames of {@code instances}.
   *
   * @param start of the first snapshot of each, on a minute
   */
  static FrameFleet of(long seed, Instant start, int instances) {
    FrameFleet fleet = new FrameFleet(seed, start);
    try (FrameWriter writer = new FrameWriter()) {
      for (int i = 0; i < instances; i++) {
        fleet.byInstance.add(fleet.line(new FrameSource("db-%03d".formatted(i), EPOCH), writer));
      }
    }
    return fleet;
  }

  List<FrameSource> sources() {
    return byInstance.stream().map(line -> line.get(0).source()).toList();
  }

  /** Everything, in an order in which the instances take turns. */
  List<Sent> inOrderOfSending() {
    int longest = byInstance.stream().mapToInt(List::size).max().orElse(0);
    return IntStream.range(0, longest)
        .boxed()
        .flatMap(
            turn ->
                byInstance.stream().filter(line -> line.size() > turn).map(line -> line.get(turn)))
        .toList();
  }

  /** Rows of group lock in all snapshots: a lock nobody waits for has none. */
  long lockRows() {
    return byInstance.stream()
        .flatMap(List::stream)
        .filter(sent -> !sent.repeat())
        .flatMap(sent -> sent.frame().snapshots().stream())
        .mapToLong(snapshot -> snapshot.table(WAITING.group()).rows())
        .sum();
  }

  /** The beginning of the last minute, which nothing closes. */
  Instant lastMinute() {
    Duration length = INTERVAL.multipliedBy((long) FRAMES * SNAPSHOTS_PER_FRAME - 1);
    return start.plus(length).truncatedTo(ChronoUnit.MINUTES);
  }

  private List<Sent> line(FrameSource source, FrameWriter writer) {
    List<Sent> inOrder = new ArrayList<>();
    long[] commits = new long[DATABASES];
    for (int sequence = 1; sequence <= FRAMES; sequence++) {
      List<Snapshot> snapshots = new ArrayList<>();
      for (int k = 0; k < SNAPSHOTS_PER_FRAME; k++) {
        int number = (sequence - 1) * SNAPSHOTS_PER_FRAME + k;
        snapshots.add(snapshot(start.plus(INTERVAL.multipliedBy(number)), number, commits));
      }
      MetricsFrame frame = new MetricsFrame(source, sequence, snapshots);
      inOrder.add(new Sent(frame, writer.write(frame, Compression.ZSTD), false));
    }
    return withRepeats(shuffled(inOrder));
  }

  private Snapshot snapshot(Instant at, int number, long[] commits) {
    MetricTable.Builder databases = MetricTable.builder(COMMITS.group());
    for (int i = 0; i < DATABASES; i++) {
      commits[i] += random.nextInt(1_000);
      databases.row("app_" + i).set(COMMITS, commits[i]).set(SIZE, random.nextLong(1L << 40));
    }
    MetricTable.Builder locks = MetricTable.builder(WAITING.group());
    for (String mode : List.of("AccessShareLock", "RowExclusiveLock")) {
      if (random.nextInt(3) > 0) {
        locks.row(mode, "relation").set(WAITING, random.nextInt(1, 20));
      }
    }
    return new Snapshot(
        ChronoUnit.MICROS.between(Instant.EPOCH, at),
        List.of(
            MetricTable.builder(UP.group())
                .row()
                .set(UP, 1)
                .set(UPTIME, 1_000.5 + INTERVAL.toSeconds() * number)
                .build(),
            MetricTable.builder(BLOCKED.group())
                .row()
                .set(BLOCKED, random.nextInt(4))
                .set(QUERY_AGE, random.nextDouble(30))
                .build(),
            databases.build(),
            locks.build()));
  }

  private List<Sent> shuffled(List<Sent> line) {
    List<Sent> shuffled = new ArrayList<>(line);
    for (int begin = 0; begin < line.size(); begin += WINDOW) {
      int end = Math.min(begin + WINDOW, line.size());
      for (int i = end - 1; i > begin; i--) {
        int other = random.nextInt(begin, i + 1);
        Sent moved = shuffled.get(i);
        shuffled.set(i, shuffled.get(other));
        shuffled.set(other, moved);
      }
    }
    return shuffled;
  }

  private List<Sent> withRepeats(List<Sent> line) {
    List<Sent> all = new ArrayList<>(line);
    for (Sent each : line) {
      if (random.nextDouble() < REPEATED) {
        int from = all.indexOf(each) + 1;
        int to = Math.min(from + random.nextInt(REPEATED_WITHIN), all.size());
        all.add(to, new Sent(each.frame(), each.bytes(), true));
      }
    }
    return all;
  }
}
