package io.pgcause.pulsar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;

/**
 * Reads the splits of one subtask and, when a checkpoint has completed, acknowledges to the broker
 * what that checkpoint covers. The acknowledgement only lets the broker forget: where a restored
 * job goes on is decided by its checkpoint.
 */
@SuppressWarnings("try") // close() is Flink's, and declares all exceptions there are
final class PulsarSourceReader<T>
    extends SingleThreadMultiplexSourceReaderBase<
        Message<byte[]>, T, PartitionSplit, PartitionSplitState> {

  private final OpenPartitions open;
  private final NavigableMap<Long, Map<String, MessageId>> unacknowledged = new TreeMap<>();

  PulsarSourceReader(
      PulsarReadOptions options,
      OpenPartitions open,
      PulsarDeserializer<T> deserializer,
      SourceReaderContext context) {
    super(
        () -> new PartitionSplitReader(options, open),
        new MessageEmitter<>(
            deserializer, context.metricGroup().getIOMetricGroup().getNumBytesInCounter()),
        context.getConfiguration(),
        context);
    this.open = open;
  }

  @Override
  public List<PartitionSplit> snapshotState(long checkpointId) {
    List<PartitionSplit> splits = super.snapshotState(checkpointId);
    Map<String, MessageId> positions = new HashMap<>();
    for (PartitionSplit split : splits) {
      if (split.after() != null && !split.isBounded()) {
        positions.put(split.partition(), split.after());
      }
    }
    unacknowledged.put(checkpointId, positions);
    return splits;
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) throws Exception {
    super.notifyCheckpointComplete(checkpointId);
    Map<String, MessageId> positions = unacknowledged.get(checkpointId);
    unacknowledged.headMap(checkpointId, true).clear();
    if (positions != null) {
      open.acknowledge(positions);
    }
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) {
    unacknowledged.remove(checkpointId);
  }

  @Override
  protected void onSplitFinished(Map<String, PartitionSplitState> finished) {
    // Bounded reads leave nothing at the broker to clean up.
  }

  @Override
  protected PartitionSplitState initializedState(PartitionSplit split) {
    return new PartitionSplitState(split);
  }

  @Override
  protected PartitionSplit toSplitType(String splitId, PartitionSplitState state) {
    return state.toSplit();
  }
}
