package io.pgcause.flow.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.flow.Snapshots;
import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import java.util.List;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshotSerializationUtil;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Flink's own contract for serialisers, and what is ours. */
class WideEventSerializerTest extends SerializerTestBase<WideEvent> {

  @Override
  protected TypeSerializer<WideEvent> createSerializer() {
    return WideEventSerializer.INSTANCE;
  }

  @Override
  protected int getLength() {
    return -1;
  }

  @Override
  protected Class<WideEvent> getTypeClass() {
    return WideEvent.class;
  }

  @Override
  protected WideEvent[] getTestData() {
    return new WideEvent[] {
      Snapshots.at(0).event(""),
      Snapshots.at(10).table("lock").event("db-1"),
      rated(),
      new WideEvent("i".repeat(128), "a".repeat(70_000), -1, Long.MAX_VALUE, -5, rated().snapshot())
    };
  }

  @Test
  void ratesAndDerivedMetricsSurviveTheRoundTrip() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    WideEventSerializer.INSTANCE.serialize(rated(), out);
    WideEvent read =
        WideEventSerializer.INSTANCE.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    MetricTable databases = read.snapshot().tables().get(0);
    assertThat(read).isEqualTo(rated());
    assertThat(databases.rateColumn(metric("postgresql.commits")).asDouble(1)).isEqualTo(12.34567);
    assertThat(databases.column(metric("postgresql.cache.hit_ratio")).has(0)).isFalse();
  }

  @Test
  void aSerialiserRestoredFromItsSnapshotIsCompatibleAsItIs() throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshotSerializationUtil.writeSerializerSnapshot(
        out, WideEventSerializer.INSTANCE.snapshotConfiguration());
    TypeSerializerSnapshot<WideEvent> restored =
        TypeSerializerSnapshotSerializationUtil.readSerializerSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
    assertThat(
            WideEventSerializer.INSTANCE
                .snapshotConfiguration()
                .resolveSchemaCompatibility(restored)
                .isCompatibleAsIs())
        .isTrue();
    assertThat(restored.restoreSerializer()).isInstanceOf(WideEventSerializer.class);
  }

  private static WideEvent rated() {
    WideEvent sampled =
        Snapshots.at(1_700_000_000)
            .row("database", "shop")
            .set("postgresql.commits", 1_000)
            .row("database", "crm")
            .set("postgresql.commits", 7)
            .event("db-1");
    MetricTable table =
        sampled
            .snapshot()
            .tables()
            .get(0)
            .with(
                List.of(
                    column("postgresql.commits", true, Double.NaN, 12.34567),
                    column("postgresql.cache.hit_ratio", false, Double.NaN, 0.99)));
    return sampled.with(new Snapshot(sampled.atMicros(), List.of(table)));
  }

  private static MetricColumn column(String name, boolean rate, double... values) {
    long[] bits = new long[values.length];
    boolean[] present = new boolean[values.length];
    for (int row = 0; row < values.length; row++) {
      bits[row] = Double.doubleToRawLongBits(values[row]);
      present[row] = !Double.isNaN(values[row]);
    }
    return new MetricColumn(metric(name), rate, bits, present);
  }

  private static Metric metric(String name) {
    return MetricCatalogue.shipped().metric(name);
  }
}
