package io.pgcause.pulsar;

import org.apache.pulsar.client.api.MessageId;
import org.jspecify.annotations.Nullable;

/** The moving position of a split while its reader has it. Task thread only. */
final class PartitionSplitState {

  private final PartitionSplit split;
  private @Nullable MessageId last;

  PartitionSplitState(PartitionSplit split) {
    this.split = split;
    this.last = split.after();
  }

  void advanceTo(MessageId message) {
    last = message;
  }

  PartitionSplit toSplit() {
    return split.readTo(last);
  }
}
