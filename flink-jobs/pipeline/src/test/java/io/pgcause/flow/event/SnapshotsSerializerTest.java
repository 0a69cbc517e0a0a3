package io.pgcause.flow.event;

import io.pgcause.flow.Snapshots;
import io.pgcause.wire.metric.Snapshot;
import java.util.List;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's own contract for serialisers. */
class SnapshotsSerializerTest extends SerializerTestBase<List<Snapshot>> {

  @Override
  protected TypeSerializer<List<Snapshot>> createSerializer() {
    return SnapshotsSerializer.INSTANCE;
  }

  @Override
  protected int getLength() {
    return -1;
  }

  @Override
  @SuppressWarnings("unchecked")
  protected Class<List<Snapshot>> getTypeClass() {
    return (Class<List<Snapshot>>) (Class<?>) List.class;
  }

  @Override
  @SuppressWarnings("unchecked")
  protected List<Snapshot>[] getTestData() {
    Snapshot later = Snapshots.at(20).row("wal").set("postgresql.wal.records", 5).snapshot();
    Snapshot earlier =
        Snapshots.at(10).row("lock", "ShareLock", "tuple").table("blocker").snapshot();
    return (List<Snapshot>[]) new List<?>[] {List.of(), List.of(later), List.of(later, earlier)};
  }
}
