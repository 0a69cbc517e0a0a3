package io.pgcause.pulsar;

import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.pulsar.client.api.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * Version 1: partition (UTF), start (UTF), after, until; a message id is its length as i32, -1 when
 * absent, and the bytes of Pulsar's own form, batch index included.
 */
final class PartitionSplitSerializer implements SimpleVersionedSerializer<PartitionSplit> {

  static final int VERSION = 1;

  private static final int INITIAL_BYTES = 128;
  private static final int ABSENT = -1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(PartitionSplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
    write(split, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public PartitionSplit deserialize(int version, byte[] bytes) throws IOException {
    Versions.check("split", version, VERSION);
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    PartitionSplit split = read(in);
    Versions.checkEnd("split", in);
    return split;
  }

  static void write(PartitionSplit split, DataOutputSerializer out) throws IOException {
    out.writeUTF(split.partition());
    out.writeUTF(split.start().name());
    writeId(split.after(), out);
    writeId(split.until(), out);
  }

  static PartitionSplit read(DataInputDeserializer in) throws IOException {
    return new PartitionSplit(
        in.readUTF(), StartPosition.valueOf(in.readUTF()), readId(in), readId(in));
  }

  private static void writeId(@Nullable MessageId id, DataOutputSerializer out) throws IOException {
    if (id == null) {
      out.writeInt(ABSENT);
      return;
    }
    byte[] bytes = id.toByteArray();
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static @Nullable MessageId readId(DataInputDeserializer in) throws IOException {
    int length = in.readInt();
    if (length == ABSENT) {
      return null;
    }
    if (length < 0 || length > in.available()) {
      throw new IOException(
          "message id of %d bytes in a Pulsar split, %d bytes left; the state is damaged"
              .formatted(length, in.available()));
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return MessageId.fromByteArray(bytes);
  }
}
