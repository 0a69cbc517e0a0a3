package io.pgcause.flow.event;

import io.pgcause.wire.frame.FrameException;
import io.pgcause.wire.frame.SnapshotReader;
import io.pgcause.wire.frame.SnapshotWriter;
import io.pgcause.wire.metric.Snapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Snapshots as the columnar body of a frame, uncompressed. The layout is forward compatible by
 * itself, so a newer catalogue needs no migration of state.
 */
public final class SnapshotsSerializer extends TypeSerializerSingleton<List<Snapshot>> {

  public static final SnapshotsSerializer INSTANCE = new SnapshotsSerializer();

  private static final long serialVersionUID = 1L;

  /**
   * A writer keeps its buffers; this object is shared by the task and its asynchronous snapshots.
   */
  private static final ThreadLocal<SnapshotWriter> WRITER =
      ThreadLocal.withInitial(SnapshotWriter::new);

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public List<Snapshot> createInstance() {
    return List.of();
  }

  @Override
  public List<Snapshot> copy(List<Snapshot> from) {
    return from;
  }

  @Override
  public List<Snapshot> copy(List<Snapshot> from, List<Snapshot> reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(List<Snapshot> snapshots, DataOutputView target) throws IOException {
    byte[] body = snapshots.isEmpty() ? new byte[0] : WRITER.get().write(snapshots);
    target.writeInt(body.length);
    target.write(body);
  }

  @Override
  public List<Snapshot> deserialize(DataInputView source) throws IOException {
    byte[] body = new byte[source.readInt()];
    source.readFully(body);
    if (body.length == 0) {
      return List.of();
    }
    try {
      return SnapshotReader.ofPipeline().read(ByteBuffer.wrap(body));
    } catch (FrameException e) {
      throw new IOException("snapshots in state or between stages cannot be read", e);
    }
  }

  @Override
  public List<Snapshot> deserialize(List<Snapshot> reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    int length = source.readInt();
    target.writeInt(length);
    target.write(source, length);
  }

  @Override
  public TypeSerializerSnapshot<List<Snapshot>> snapshotConfiguration() {
    return new Configuration();
  }

  /** Nothing to remember: the layout carries what a reader needs. */
  public static final class Configuration extends SimpleTypeSerializerSnapshot<List<Snapshot>> {
    public Configuration() {
      super(() -> INSTANCE);
    }
  }
}
