package io.pgcause.pulsar;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Reads a Pulsar topic into Flink, one split per partition, each in order. Positions live in
 * Flink's checkpoints: after a failure, a rescale or a restored savepoint the job goes on behind
 * the last message whose records the checkpoint holds. The broker is told of it once the checkpoint
 * has completed, so without checkpoints its backlog only grows; and it must keep acknowledged
 * messages (namespace retention) for as long as older savepoints are to be restored.
 *
 * <p>A lost broker is no failure: the client reconnects and the source goes on, nothing lost or
 * doubled. A continuous read needs its subscription for itself. A bounded one reads everything from
 * the oldest message to the newest at its start, whatever the subscription has acknowledged; it may
 * run beside a continuous one and leaves no subscription behind.
 *
 * @param <T> type of the records
 */
public final class PulsarSource<T>
    implements Source<T, PartitionSplit, EnumeratorState>, ResultTypeQueryable<T> {

  private static final long serialVersionUID = 1L;

  private final PulsarReadOptions options;
  private final PulsarDeserializer<T> deserializer;
  private final TypeInformation<T> producedType;

  PulsarSource(
      PulsarReadOptions options,
      PulsarDeserializer<T> deserializer,
      TypeInformation<T> producedType) {
    this.options = options;
    this.deserializer = deserializer;
    this.producedType = producedType;
  }

  /** Begins a source of records made by {@code deserializer}. */
  public static <T> PulsarSourceBuilder<T> of(
      PulsarDeserializer<T> deserializer, TypeInformation<T> producedType) {
    return new PulsarSourceBuilder<>(deserializer, producedType);
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return producedType;
  }

  @Override
  public Boundedness getBoundedness() {
    return options.boundedness();
  }

  @Override
  public SplitEnumerator<PartitionSplit, EnumeratorState> createEnumerator(
      SplitEnumeratorContext<PartitionSplit> context) {
    return restoreEnumerator(context, EnumeratorState.EMPTY);
  }

  @Override
  public SplitEnumerator<PartitionSplit, EnumeratorState> restoreEnumerator(
      SplitEnumeratorContext<PartitionSplit> context, EnumeratorState state) {
    return new PartitionEnumerator(options, context, state);
  }

  @Override
  public SourceReader<T, PartitionSplit> createReader(SourceReaderContext context) {
    return new PulsarSourceReader<>(options, new OpenPartitions(), deserializer, context);
  }

  @Override
  public SimpleVersionedSerializer<PartitionSplit> getSplitSerializer() {
    return new PartitionSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<EnumeratorState> getEnumeratorCheckpointSerializer() {
    return new EnumeratorStateSerializer();
  }
}
