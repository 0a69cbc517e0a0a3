package io.pgcause.pulsar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.util.FlinkRuntimeException;
import org.apache.pulsar.client.api.MessageId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the partitions of the topic and gives each to one reader: partition i to reader (i + hash
 * of the topic) modulo the parallelism. A bounded read lists them once, with their ends; a
 * continuous one again and again. Coordinator thread only, but for {@link #look()}.
 */
final class PartitionEnumerator implements SplitEnumerator<PartitionSplit, EnumeratorState> {

  private static final Logger LOG = LoggerFactory.getLogger(PartitionEnumerator.class);
  private static final String PARTITION_SUFFIX = "-partition-";

  private final PulsarReadOptions options;
  private final SplitEnumeratorContext<PartitionSplit> context;
  private final Set<String> assigned;
  private final List<PartitionSplit> waiting;
  private boolean discovered;
  private @Nullable TopicPartitions partitions;

  PartitionEnumerator(
      PulsarReadOptions options,
      SplitEnumeratorContext<PartitionSplit> context,
      EnumeratorState state) {
    this.options = options;
    this.context = context;
    this.discovered = state.discovered();
    this.assigned = new HashSet<>(state.assigned());
    this.waiting = new ArrayList<>(state.waiting());
  }

  @Override
  public void start() {
    if (isBounded() && discovered) {
      return;
    }
    try {
      partitions = new TopicPartitions(options.connection(), options.topic());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a client of " + options.connection(), e);
    }
    Duration interval = options.discoveryInterval();
    if (isBounded() || interval.isZero()) {
      context.callAsync(this::look, this::onLook);
    } else {
      context.callAsync(this::look, this::onLook, 0, interval.toMillis());
    }
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {
    // Readers never ask: splits are pushed as soon as both sides exist.
  }

  @Override
  public void addSplitsBack(List<PartitionSplit> splits, int subtask) {
    for (PartitionSplit split : splits) {
      assigned.remove(split.partition());
      waiting.add(split);
    }
    assign();
  }

  @Override
  public void addReader(int subtask) {
    assign();
    if (isBounded() && discovered) {
      context.signalNoMoreSplits(subtask);
    }
  }

  @Override
  public EnumeratorState snapshotState(long checkpointId) {
    return new EnumeratorState(discovered, assigned, waiting);
  }

  @Override
  public void close() throws IOException {
    if (partitions != null) {
      partitions.close();
    }
  }

  /** Blocks; worker thread. */
  private Sighting look() throws IOException, InterruptedException {
    if (partitions == null) {
      throw new IllegalStateException("enumerator looks for partitions before its start");
    }
    return new Sighting(partitions.names(), isBounded() ? partitions.lastMessages() : Map.of());
  }

  private void onLook(@Nullable Sighting sighting, @Nullable Throwable failure) {
    if (sighting == null) {
      if (!discovered) {
        throw new FlinkRuntimeException("first look for partitions failed", failure);
      }
      LOG.warn(
          "look for new partitions failed, next one follows topic={}", options.topic(), failure);
      return;
    }
    Set<String> known = new HashSet<>(assigned);
    waiting.forEach(split -> known.add(split.partition()));
    for (String name : sighting.names()) {
      MessageId end = sighting.ends().get(name);
      if (!known.contains(name) && (end != null || !isBounded())) {
        StartPosition start = discovered ? StartPosition.EARLIEST : options.start();
        waiting.add(new PartitionSplit(name, start, null, end));
        LOG.info("partition found partition={} start={} until={}", name, start, end);
      }
    }
    discovered = true;
    assign();
    if (isBounded()) {
      context.registeredReaders().keySet().forEach(context::signalNoMoreSplits);
    }
  }

  private void assign() {
    Map<Integer, List<PartitionSplit>> bySubtask = new HashMap<>();
    for (PartitionSplit split : waiting) {
      int owner = ownerOf(split.partition());
      if (context.registeredReaders().containsKey(owner)) {
        bySubtask.computeIfAbsent(owner, subtask -> new ArrayList<>()).add(split);
      }
    }
    if (bySubtask.isEmpty()) {
      return;
    }
    for (List<PartitionSplit> splits : bySubtask.values()) {
      waiting.removeAll(splits);
      splits.forEach(split -> assigned.add(split.partition()));
    }
    context.assignSplits(new SplitsAssignment<>(bySubtask));
  }

  private int ownerOf(String partition) {
    int suffix = partition.lastIndexOf(PARTITION_SUFFIX);
    int index =
        suffix < 0 ? 0 : Integer.parseInt(partition.substring(suffix + PARTITION_SUFFIX.length()));
    return Math.floorMod(options.topic().hashCode() + index, context.currentParallelism());
  }

  private boolean isBounded() {
    return options.boundedness() == Boundedness.BOUNDED;
  }

  /** The partitions there are and, for a bounded read, the last message of those with any. */
  private record Sighting(List<String> names, Map<String, MessageId> ends) {}
}
