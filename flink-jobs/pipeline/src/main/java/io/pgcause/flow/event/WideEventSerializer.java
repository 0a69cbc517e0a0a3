package io.pgcause.flow.event;

import io.pgcause.wire.metric.Snapshot;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A wide event as its identity, then its snapshot as a columnar body. */
public final class WideEventSerializer extends TypeSerializerSingleton<WideEvent> {

  public static final WideEventSerializer INSTANCE = new WideEventSerializer();

  private static final long serialVersionUID = 1L;

  /** Epoch, sequence and time of receipt. */
  private static final int NUMBERS = 3;

  private static final WideEvent NONE = new WideEvent("", "", 0, 0, 0, new Snapshot(0, List.of()));

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public WideEvent createInstance() {
    return NONE;
  }

  @Override
  public WideEvent copy(WideEvent from) {
    return from;
  }

  @Override
  public WideEvent copy(WideEvent from, WideEvent reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(WideEvent event, DataOutputView target) throws IOException {
    StringSerializer.INSTANCE.serialize(event.instanceId(), target);
    StringSerializer.INSTANCE.serialize(event.agentId(), target);
    target.writeLong(event.epoch());
    target.writeLong(event.sequence());
    target.writeLong(event.receivedAtMicros());
    SnapshotsSerializer.INSTANCE.serialize(List.of(event.snapshot()), target);
  }

  @Override
  public WideEvent deserialize(DataInputView source) throws IOException {
    return new WideEvent(
        StringSerializer.INSTANCE.deserialize(source),
        StringSerializer.INSTANCE.deserialize(source),
        source.readLong(),
        source.readLong(),
        source.readLong(),
        SnapshotsSerializer.INSTANCE.deserialize(source).get(0));
  }

  @Override
  public WideEvent deserialize(WideEvent reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    StringSerializer.INSTANCE.copy(source, target);
    StringSerializer.INSTANCE.copy(source, target);
    target.write(source, NUMBERS * Long.BYTES);
    SnapshotsSerializer.INSTANCE.copy(source, target);
  }

  @Override
  public TypeSerializerSnapshot<WideEvent> snapshotConfiguration() {
    return new Configuration();
  }

  /** The fields are fixed; another layout is another class. */
  public static final class Configuration extends SimpleTypeSerializerSnapshot<WideEvent> {
    public Configuration() {
      super(() -> INSTANCE);
    }
  }
}
