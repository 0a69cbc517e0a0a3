package io.pgcause.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotRoundTripTest {

  private static final MetricCatalogue CATALOGUE = MetricCatalogue.shipped();
  private static final Metric COMMITS = CATALOGUE.metric("postgresql.commits");

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyBitOfEveryValueComesBackFromAFrame(long seed) throws FrameException {
    List<Snapshot> snapshots = RandomSnapshots.ofAgent(seed);
    MetricsFrame frame = new MetricsFrame(Frames.SOURCE, Long.MAX_VALUE, snapshots);
    for (Compression compression : List.of(Compression.NONE, Compression.ZSTD)) {
      try (FrameWriter writer = new FrameWriter();
          FrameReader reader = new FrameReader(FrameLimits.DEFAULT)) {
        MetricsFrame back = reader.readMetrics(ByteBuffer.wrap(writer.write(frame, compression)));
        assertThat(NormalForm.of(back.snapshots())).isEqualTo(NormalForm.of(snapshots));
        assertThat(back.source()).isEqualTo(Frames.SOURCE);
        assertThat(back.sequence()).isEqualTo(Long.MAX_VALUE);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void ratesAndDerivedMetricsComeBackWithinThePipeline(long seed) throws FrameException {
    List<Snapshot> snapshots = RandomSnapshots.ofPipeline(seed);
    assertThat(NormalForm.of(throughABody(snapshots))).isEqualTo(NormalForm.of(snapshots));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatWasReadOnceIsReadTheSameFromThenOn(long seed) throws FrameException {
    List<Snapshot> read = throughABody(RandomSnapshots.ofPipeline(seed));
    assertThat(throughABody(read)).isEqualTo(read);
  }

  @Test
  void fullHouseOfSnapshotsComesBack() throws FrameException {
    List<Snapshot> snapshots = new ArrayList<>();
    for (int k = 0; k < MetricsFrame.MAX_SNAPSHOTS; k++) {
      MetricTable table =
          MetricTable.builder(COMMITS.group())
              .row("app")
              .set(COMMITS, k)
              .row("db-" + k % 7)
              .set(COMMITS, -k)
              .build();
      snapshots.add(new Snapshot(k * 10_000_000L, List.of(table)));
    }
    assertThat(NormalForm.of(throughABody(snapshots))).isEqualTo(NormalForm.of(snapshots));
  }

  @Test
  void tableWithoutRowsIsNotTheSameAsNoTable() throws FrameException {
    Snapshot nobodyWaits =
        new Snapshot(1, List.of(MetricTable.builder(CATALOGUE.group("lock_wait")).build()));
    Snapshot notSampled = new Snapshot(2, List.of());
    assertThat(throughABody(List.of(nobodyWaits, notSampled)))
        .containsExactly(nobodyWaits, notSampled);
  }

  @Test
  void rowWithoutValuesIsKeptAndAColumnWithoutValuesIsNot() throws FrameException {
    MetricTable sent =
        MetricTable.builder(COMMITS.group()).row("app").set(COMMITS, 1).row("idle").build();
    Snapshot later =
        new Snapshot(2, List.of(MetricTable.builder(COMMITS.group()).row("idle").build()));
    assertThat(throughABody(List.of(new Snapshot(1, List.of(sent)), later)))
        .containsExactly(new Snapshot(1, List.of(sent)), later);
  }

  @Test
  void ofRowsWithEqualLabelsTheLastTravels() throws FrameException {
    MetricTable twice =
        MetricTable.builder(COMMITS.group())
            .row("app")
            .set(COMMITS, 1)
            .row("app")
            .set(COMMITS, 2)
            .build();
    MetricTable once = MetricTable.builder(COMMITS.group()).row("app").set(COMMITS, 2).build();
    assertThat(throughABody(List.of(new Snapshot(1, List.of(twice)))))
        .containsExactly(new Snapshot(1, List.of(once)));
  }

  @Test
  void labelsWithEqualHashesAreToldApart() throws FrameException {
    MetricTable.Builder table = MetricTable.builder(CATALOGUE.group("statement"));
    for (int i = 0; i < 1 << 14; i++) {
      table.row(collidingText(i), collidingText(~i));
    }
    List<Snapshot> snapshots = List.of(new Snapshot(1, List.of(table.build())));
    assertThat(throughABody(snapshots)).isEqualTo(snapshots);
  }

  @Test
  void bodyNeedsOneSnapshotAtLeastAndHasRoomForSoMany() {
    SnapshotWriter writer = new SnapshotWriter();
    Snapshot empty = new Snapshot(0, List.of());
    List<Snapshot> tooMany = Collections.nCopies(MetricsFrame.MAX_SNAPSHOTS + 1, empty);
    assertThatThrownBy(() -> writer.write(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.write(tooMany)).isInstanceOf(IllegalArgumentException.class);
  }

  static LongStream seeds() {
    return LongStream.range(0, 150);
  }

  private static List<Snapshot> throughABody(List<Snapshot> snapshots) throws FrameException {
    return SnapshotReader.ofPipeline().read(ByteBuffer.wrap(new SnapshotWriter().write(snapshots)));
  }

  /** "Aa" and "BB" have the same hash, and so have all texts made of them. */
  private static String collidingText(int number) {
    StringBuilder text = new StringBuilder();
    for (int bit = 0; bit < 14; bit++) {
      text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return text.toString();
  }
}
