package io.pgcause.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.Zstd;
import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.ValueType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few bytes that ask for many. */
class BombTest {

  private static final FrameLimits LIMITS = FrameLimits.DEFAULT;
  private static final MetricGroup STATEMENT = MetricCatalogue.shipped().group("statement");
  private static final int LITTLE = 64 << 10;
  private static final int NOTHING_ELSE = 0;

  @Test
  void bodyLongerThanTheLimitIsRefusedBeforeItIsInflated() {
    byte[] zeros = Zstd.compress(new byte[LIMITS.maxUncompressedBytes() + 1]);
    byte[] frame = Frames.around(zeros, Compression.ZSTD, LIMITS.maxUncompressedBytes() + 1);
    assertThat(refusal(frame).reason()).isEqualTo(RefusalReason.TOO_LARGE);
    assertThat(allocatedFor(frame)).isLessThan(LITTLE);
  }

  @ParameterizedTest(name = "header promises {0} bytes")
  @ValueSource(ints = {0, 1, 1000, 9999, 10_001, 1 << 20})
  void bodyOfAnotherLengthThanPromisedIsRefused(int promised) {
    byte[] frame = Frames.around(Zstd.compress(new byte[10_000]), Compression.ZSTD, promised);
    assertThat(refusal(frame).reason()).isEqualTo(RefusalReason.BAD_COMPRESSION);
  }

  @Test
  void bodyThatIsNotZstdIsRefused() {
    byte[] frame = Frames.around(new byte[] {1, 2, 3}, Compression.ZSTD, 3);
    assertThat(refusal(frame).reason()).isEqualTo(RefusalReason.BAD_COMPRESSION);
  }

  @Test
  void lengthsBeyondTheBodyCostNothing() {
    for (int lengths = 1; lengths < 7; lengths++) {
      ByteSink body = startOfBody(1, 1);
      body.varint(STATEMENT.id());
      for (int i = 0; i < lengths; i++) {
        body.varint(i + 1 < lengths ? 1 : Integer.MAX_VALUE);
      }
      byte[] frame = Frames.around(body.toByteArray());
      assertThat(refusal(frame)).isNotNull();
      assertThat(allocatedFor(frame)).isLessThan(LITTLE);
    }
  }

  @Test
  void constantOverManyRowsAndAllSnapshotsIsRefused() {
    ByteSink group = statements(MetricsFrame.MAX_SNAPSHOTS, 20_000);
    group.u8(0); // all rows in all snapshots
    group.varint(1);
    column(group, MetricCatalogue.shipped().metric("postgresql.statement.calls"));
    ByteSink body = bodyOf(MetricsFrame.MAX_SNAPSHOTS, STATEMENT, group);
    assertThat(refusal(compressed(body)).reason()).isEqualTo(RefusalReason.TOO_LARGE);
    assertWithinBound(body);
  }

  @Test
  void manyColumnsOverAbsentRowsStayWithinTheBound() {
    int rows = 2000;
    ByteSink group = statements(MetricsFrame.MAX_SNAPSHOTS, rows);
    boolean[] presence = new boolean[rows * MetricsFrame.MAX_SNAPSHOTS];
    presence[0] = true;
    group.u8(1);
    group.bits(presence);
    List<Metric> metrics = sampled(STATEMENT);
    group.varint(metrics.size());
    metrics.forEach(metric -> column(group, metric));
    assertWithinBound(bodyOf(MetricsFrame.MAX_SNAPSHOTS, STATEMENT, group));
  }

  @Test
  void tablesWithoutRowsInAllSnapshotsStayWithinTheBound() {
    ByteSink body =
        startOfBody(MetricsFrame.MAX_SNAPSHOTS, MetricCatalogue.shipped().groups().size());
    for (MetricGroup of : MetricCatalogue.shipped().groups()) {
      ByteSink group = new ByteSink();
      presentIn(group, MetricsFrame.MAX_SNAPSHOTS);
      group.varint(0); // rows
      of.labels().forEach(label -> group.varint(0));
      group.u8(0);
      group.varint(0); // columns
      append(body, of.id(), group);
    }
    assertWithinBound(body);
  }

  @Test
  void oneRowOfEverythingInAllSnapshotsStaysWithinTheBound() {
    MetricGroup of = MetricCatalogue.shipped().group("instance");
    ByteSink group = new ByteSink();
    presentIn(group, MetricsFrame.MAX_SNAPSHOTS);
    group.varint(1);
    group.u8(0);
    List<Metric> metrics = sampled(of);
    group.varint(metrics.size());
    metrics.forEach(metric -> column(group, metric));
    assertWithinBound(bodyOf(MetricsFrame.MAX_SNAPSHOTS, of, group));
  }

  @Test
  void hundredThousandRowsStayWithinTheBound() {
    ByteSink group = statements(1, 100_000);
    group.u8(0);
    group.varint(NOTHING_ELSE);
    assertWithinBound(bodyOf(1, STATEMENT, group));
  }

  @Test
  void manyUnknownGroupsCostLittleMoreThanTheirBytes() {
    int count = 1 << 17;
    ByteSink body = startOfBody(1, count);
    for (int i = 0; i < count; i++) {
      body.varint(10_000 + i);
      body.varint(NOTHING_ELSE);
    }
    byte[] frame = compressed(body);
    assertThat(refusal(frame)).isNull();
    assertThat(allocatedFor(frame)).isLessThan(8L * body.size());
  }

  private static void assertWithinBound(ByteSink body) {
    byte[] frame = compressed(body);
    assertThat(frame).hasSizeLessThan(LIMITS.maxPayloadBytes());
    FrameException refused = refusal(frame);
    assertThat(refused == null || refused.reason() == RefusalReason.TOO_LARGE).isTrue();
    assertThat(allocatedFor(frame)).isLessThan(Allocation.boundOf(LIMITS));
  }

  /** Call it after the frame was read once: what is loaded only once does not count. */
  private static long allocatedFor(byte[] frame) {
    Allocation allocation = new Allocation();
    refusal(frame);
    return allocation.bytes();
  }

  private static FrameException refusal(byte[] frame) {
    try (FrameReader reader = new FrameReader(LIMITS)) {
      return catchThrowableOfType(
          FrameException.class, () -> reader.readMetrics(ByteBuffer.wrap(frame)));
    }
  }

  private static List<Metric> sampled(MetricGroup group) {
    return MetricCatalogue.shipped().metrics(group).stream().filter(Metric::isSampled).toList();
  }

  /** Presence and rows of group statement: one database, {@code rows} query ids. */
  private static ByteSink statements(int snapshots, int rows) {
    ByteSink group = new ByteSink();
    presentIn(group, snapshots);
    group.varint(rows);
    group.varint(1);
    group.string("app");
    for (int row = 0; row < rows; row++) {
      group.varint(0);
    }
    group.varint(rows);
    for (int row = 0; row < rows; row++) {
      group.string(Integer.toString(row, 36));
    }
    for (int row = 0; row < rows; row++) {
      group.varint(row);
    }
    return group;
  }

  private static void presentIn(ByteSink group, int snapshots) {
    boolean[] all = new boolean[snapshots];
    Arrays.fill(all, true);
    group.bits(all);
  }

  private static void column(ByteSink group, Metric metric) {
    group.varint(metric.id() * 2L);
    group.varint(4);
    group.u8(metric.type() == ValueType.INTEGER ? 0 : 2);
    group.u8(IntegerCoding.CONSTANT.code());
    group.u8(0); // no nulls
    group.zigzag(1);
  }

  private static ByteSink bodyOf(int snapshots, MetricGroup of, ByteSink group) {
    ByteSink body = startOfBody(snapshots, 1);
    append(body, of.id(), group);
    return body;
  }

  private static void append(ByteSink body, int id, ByteSink group) {
    body.varint(id);
    body.varint(group.size());
    body.append(group);
  }

  private static ByteSink startOfBody(int snapshots, int groups) {
    ByteSink body = new ByteSink();
    body.varint(1);
    body.varint(snapshots);
    for (int k = 0; k < snapshots; k++) {
      body.zigzag(0);
    }
    body.varint(groups);
    return body;
  }

  private static byte[] compressed(ByteSink body) {
    byte[] packed = Zstd.compress(body.toByteArray());
    return Frames.around(packed, Compression.ZSTD, body.size());
  }
}
