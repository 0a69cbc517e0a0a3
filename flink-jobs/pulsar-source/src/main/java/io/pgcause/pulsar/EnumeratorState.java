package io.pgcause.pulsar;

import java.util.List;
import java.util.Set;

/**
 * What the enumerator must remember: whether partitions were listed at all, which of them a reader
 * has (their positions are in the readers' state), and the splits that wait for a reader.
 */
record EnumeratorState(boolean discovered, Set<String> assigned, List<PartitionSplit> waiting) {

  static final EnumeratorState EMPTY = new EnumeratorState(false, Set.of(), List.of());

  EnumeratorState {
    assigned = Set.copyOf(assigned);
    waiting = List.copyOf(waiting);
  }
}
