package io.pgcause.pulsar;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Version 1: discovered (boolean), number of assigned partitions (i32) and their names (UTF),
 * number of waiting splits (i32) and each as in version 1 of {@link PartitionSplitSerializer}.
 */
final class EnumeratorStateSerializer implements SimpleVersionedSerializer<EnumeratorState> {

  static final int VERSION = 1;

  private static final int INITIAL_BYTES = 512;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(EnumeratorState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
    out.writeBoolean(state.discovered());
    out.writeInt(state.assigned().size());
    for (String partition : state.assigned()) {
      out.writeUTF(partition);
    }
    out.writeInt(state.waiting().size());
    for (PartitionSplit split : state.waiting()) {
      PartitionSplitSerializer.write(split, out);
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public EnumeratorState deserialize(int version, byte[] bytes) throws IOException {
    Versions.check("enumerator", version, VERSION);
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    boolean discovered = in.readBoolean();
    Set<String> assigned = new HashSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      assigned.add(in.readUTF());
    }
    List<PartitionSplit> waiting = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      waiting.add(PartitionSplitSerializer.read(in));
    }
    Versions.checkEnd("enumerator", in);
    return new EnumeratorState(discovered, assigned, waiting);
  }
}
