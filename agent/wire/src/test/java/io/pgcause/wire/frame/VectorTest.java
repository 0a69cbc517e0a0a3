package io.pgcause.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of {@code vectors/} were written by hand from the layout; they are append-only. */
class VectorTest {

  private static final MetricCatalogue CATALOGUE = MetricCatalogue.shipped();
  private static final FrameSource SOURCE = new FrameSource("db-1", 1);
  private static final long NEW_YEAR = 1_704_067_200_000_000L;
  private static final long TEN_SECONDS = 10_000_000L;

  private static final int ENVELOPE_SIZE = 13;
  private static final int CATALOGUE_VERSION_OFFSET = FrameHeader.SIZE + ENVELOPE_SIZE;

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void controlMessageIsWrittenAsItsVector(String name, long sequence, ControlMessage message) {
    assertThat(message.toFrame(sequence)).isEqualTo(HexFile.read(name));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void vectorIsReadAsItsControlMessage(String name, long sequence, ControlMessage message)
      throws FrameException {
    ByteBuffer frame = ByteBuffer.wrap(HexFile.read(name));
    try (FrameReader reader = new FrameReader(FrameLimits.DEFAULT)) {
      assertThat(reader.readMessage(frame)).isEqualTo(message);
      assertThat(reader.readHeader(frame).sequence()).isEqualTo(sequence);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("metrics")
  void metricsFrameIsWrittenAsItsVector(String name, MetricsFrame frame) {
    try (FrameWriter writer = new FrameWriter()) {
      assertThat(writer.write(frame, Compression.NONE)).isEqualTo(withVersionOfToday(name));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("metrics")
  void vectorIsReadAsItsMetricsFrame(String name, MetricsFrame frame) throws FrameException {
    try (FrameReader reader = new FrameReader(FrameLimits.DEFAULT)) {
      assertThat(reader.readMetrics(ByteBuffer.wrap(HexFile.read(name)))).isEqualTo(frame);
    }
  }

  @Test
  void whatANewerWriterAddsIsSkipped() throws FrameException {
    byte[] vector = HexFile.read("metrics-unknown-group-and-column");
    Snapshot known = new Snapshot(NEW_YEAR, List.of(up(), table("cpu").build()));
    try (FrameReader reader = new FrameReader(FrameLimits.DEFAULT)) {
      assertThat(reader.readMetrics(ByteBuffer.wrap(vector)))
          .isEqualTo(new MetricsFrame(SOURCE, 46, List.of(known)));
    }
  }

  static Stream<Arguments> messages() {
    FrameSource other = new FrameSource("db-2", NEW_YEAR);
    return Stream.of(
        Arguments.of(
            "hello", 1L, new ControlMessage.Hello("agent-7", "0.1.0", List.of(SOURCE, other))),
        Arguments.of("welcome", 1L, new ControlMessage.Welcome(1 << 20, 64)),
        Arguments.of("ack", 42L, new ControlMessage.Ack(SOURCE)),
        Arguments.of(
            "reject", 43L, new ControlMessage.Reject(SOURCE, RefusalReason.MALFORMED, "truncated")),
        Arguments.of("ping", 5L, new ControlMessage.Ping()),
        Arguments.of("pong", 5L, new ControlMessage.Pong()),
        Arguments.of("bye", 0L, new ControlMessage.Bye("going down")));
  }

  static Stream<Arguments> metrics() {
    return Stream.of(
        Arguments.of("metrics-one-integer", frame(42, List.of(up()))),
        Arguments.of("metrics-rows-come-and-go", rowsComeAndGo()),
        Arguments.of("metrics-reals", frame(44, List.of(statements()))),
        Arguments.of("metrics-even-steps", evenSteps()));
  }

  private static MetricsFrame rowsComeAndGo() {
    MetricTable first =
        table("database")
            .row("app")
            .set(CATALOGUE.metric("postgresql.commits"), 1000)
            .row("old")
            .set(CATALOGUE.metric("postgresql.commits"), 7)
            .build();
    MetricTable second =
        table("database")
            .row("app")
            .set(CATALOGUE.metric("postgresql.commits"), 1010)
            .set(CATALOGUE.metric("postgresql.deadlocks"), 2)
            .row("new")
            .set(CATALOGUE.metric("postgresql.commits"), 3)
            .build();
    return frame(43, List.of(up(), first), List.of(second));
  }

  private static MetricTable statements() {
    return table("statement")
        .row("app", "11")
        .set(CATALOGUE.metric("postgresql.statement.calls"), 5)
        .set(CATALOGUE.metric("postgresql.statement.exec_time"), 0.125)
        .set(CATALOGUE.metric("postgresql.statement.plan_time"), 1.0 / 3)
        .row("app", "12")
        .set(CATALOGUE.metric("postgresql.statement.calls"), 5)
        .set(CATALOGUE.metric("postgresql.statement.exec_time"), 1.5)
        .set(CATALOGUE.metric("postgresql.statement.plan_time"), -0.0)
        .build();
  }

  private static MetricsFrame evenSteps() {
    return frame(
        45,
        List.of(wal(1_000_000, 100_000)),
        List.of(wal(1_000_500, 0)),
        List.of(wal(1_001_000, 100_000)),
        List.of(wal(1_001_500, 0)));
  }

  private static MetricTable wal(long lsn, long buffersFull) {
    return table("wal")
        .row()
        .set(CATALOGUE.metric("postgresql.wal.lsn"), lsn)
        .set(CATALOGUE.metric("postgresql.wal.buffers_full"), buffersFull)
        .build();
  }

  private static MetricTable up() {
    return table("instance").row().set(CATALOGUE.metric("postgresql.up"), 1).build();
  }

  private static MetricTable.Builder table(String group) {
    MetricGroup of = CATALOGUE.group(group);
    return MetricTable.builder(of);
  }

  @SafeVarargs
  private static MetricsFrame frame(long sequence, List<MetricTable>... tables) {
    List<Snapshot> snapshots = new ArrayList<>();
    for (List<MetricTable> each : tables) {
      snapshots.add(new Snapshot(NEW_YEAR + snapshots.size() * TEN_SECONDS, each));
    }
    return new MetricsFrame(SOURCE, sequence, snapshots);
  }

  /** The catalogue has grown since; its version is the only thing in a vector that may. */
  private static byte[] withVersionOfToday(String name) {
    byte[] frame = HexFile.read(name);
    ByteSink version = new ByteSink();
    version.varint(CATALOGUE.version());
    assertThat(version.size()).as("two bytes, as in the vectors").isEqualTo(2);
    System.arraycopy(version.toByteArray(), 0, frame, CATALOGUE_VERSION_OFFSET, version.size());
    return Frames.repaired(frame);
  }
}
