package io.pgcause.pulsar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.impl.BatchMessageIdImpl;
import org.apache.pulsar.client.impl.MessageIdImpl;
import org.junit.jupiter.api.Test;

final class StateSerializerTest {

  private static final String PARTITION = "persistent://public/default/frames.v1-partition-3";
  private static final MessageId IN_BATCH = new BatchMessageIdImpl(12, 881, 3, 4, 10, null);
  private static final MessageId SINGLE = new MessageIdImpl(13, 5, 3);

  private final PartitionSplitSerializer splits = new PartitionSplitSerializer();
  private final EnumeratorStateSerializer states = new EnumeratorStateSerializer();

  @Test
  void splitSurvivesWithItsPlaceInTheBatch() throws IOException {
    PartitionSplit split = new PartitionSplit(PARTITION, StartPosition.LATEST, IN_BATCH, SINGLE);
    PartitionSplit copy = splits.deserialize(1, splits.serialize(split));
    assertThat(copy).isEqualTo(split);
    assertThat(copy.after()).isInstanceOf(BatchMessageIdImpl.class);
  }

  @Test
  void splitWithoutPositionSurvives() throws IOException {
    PartitionSplit split = new PartitionSplit(PARTITION, StartPosition.EARLIEST, null, null);
    assertThat(splits.deserialize(1, splits.serialize(split))).isEqualTo(split);
  }

  @Test
  void enumeratorStateSurvives() throws IOException {
    EnumeratorState state =
        new EnumeratorState(
            true,
            Set.of("a", "b"),
            List.of(new PartitionSplit(PARTITION, StartPosition.EARLIEST, SINGLE, null)));
    assertThat(states.deserialize(1, states.serialize(state))).isEqualTo(state);
    assertThat(states.deserialize(1, states.serialize(EnumeratorState.EMPTY)))
        .isEqualTo(EnumeratorState.EMPTY);
  }

  @Test
  void unknownVersionIsRefusedByName() {
    assertThatThrownBy(() -> splits.deserialize(2, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("split state has version 2, this build reads version 1");
    assertThatThrownBy(() -> states.deserialize(7, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("enumerator state has version 7, this build reads version 1");
  }

  @Test
  void everyShorterSplitIsRefused() throws IOException {
    byte[] whole =
        splits.serialize(new PartitionSplit(PARTITION, StartPosition.LATEST, IN_BATCH, SINGLE));
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> splits.deserialize(1, part)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void trailingBytesAreRefused() throws IOException {
    byte[] whole = states.serialize(EnumeratorState.EMPTY);
    byte[] longer = Arrays.copyOf(whole, whole.length + 2);
    assertThatThrownBy(() -> states.deserialize(1, longer))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("2 bytes too many");
  }
}
