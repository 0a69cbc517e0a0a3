/**
 * A Flink source that reads a Pulsar topic through the plain Pulsar client. In come messages of a
 * topic's partitions; out go the records that a {@link io.pgcause.pulsar.PulsarDeserializer} makes
 * of them, each message once per checkpointed history, in the order of its partition.
 *
 * <p>{@code TopicPartitions} finds partitions, {@code PartitionEnumerator} hands each to one reader
 * as a {@code PartitionSplit}; there {@code PartitionConsumer} receives into the {@code Inbox},
 * {@code PartitionSplitReader} drains it, {@code MessageEmitter} decodes, and {@code
 * PulsarSourceReader} acknowledges what a completed checkpoint covers.
 */
@NullMarked
package io.pgcause.pulsar;

import org.jspecify.annotations.NullMarked;
