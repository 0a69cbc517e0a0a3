package io.pgcause.pulsar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.impl.BatchMessageIdImpl;
import org.apache.pulsar.client.impl.MessageIdImpl;
import org.junit.jupiter.api.Test;

final class PositionTest {

  private static final String PARTITION = "frames.v1-partition-3";

  @Test
  void positionReadsAsTopicLedgerEntryAndPlaceInTheBatch() {
    assertThat(new PulsarPosition("persistent://public/default/" + PARTITION, 12, 881, 4))
        .hasToString("frames.v1-partition-3 @ 12:881:4");
  }

  @Test
  void positionOfASingleMessageHasNoPlaceInABatch() {
    assertThat(new PulsarPosition("persistent://public/default/" + PARTITION, 12, 881, -1))
        .hasToString("frames.v1-partition-3 @ 12:881");
  }

  @Test
  void namespaceIsNamedUnlessItIsTheDefault() {
    assertThat(new PulsarPosition("persistent://acme/prod/" + PARTITION, 1, 2, -1))
        .hasToString("persistent://acme/prod/frames.v1-partition-3 @ 1:2");
  }

  @Test
  void orderLooksAtLedgerThenEntryThenBatchAndNotAtThePartition() {
    MessageId first = new BatchMessageIdImpl(1, 9, 0, 3, 5, null);
    MessageId inSameBatch = new BatchMessageIdImpl(1, 9, -1, 4, 5, null);
    MessageId nextEntry = new MessageIdImpl(1, 10, 0);
    MessageId nextLedger = new MessageIdImpl(2, 0, 0);
    assertThat(MessageOrder.IN_PARTITION.compare(first, inSameBatch)).isNegative();
    assertThat(MessageOrder.IN_PARTITION.compare(inSameBatch, nextEntry)).isNegative();
    assertThat(MessageOrder.IN_PARTITION.compare(nextEntry, nextLedger)).isNegative();
    assertThat(
            MessageOrder.IN_PARTITION.compare(first, new BatchMessageIdImpl(1, 9, 7, 3, 5, null)))
        .isZero();
  }

  @Test
  void allProblemsOfASourceAreReportedAtOnce() {
    PulsarSourceBuilder<Long> builder =
        PulsarSource.of((message, position, out) -> out.collect(1L), Types.LONG)
            .topic("frames.v1")
            .bounded()
            .start(StartPosition.LATEST)
            .receiverQueueSize(0);
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "pulsar source: serviceUrl is missing; subscription is missing; receiverQueueSize must"
                + " be at least 1, found 0; a bounded read ends at the latest message, so it cannot"
                + " start there");
  }
}
