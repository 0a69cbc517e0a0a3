package io.pgcause.pulsar;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.connector.source.Boundedness;

/**
 * What to read and how; travels with the job. Checked by {@link PulsarSourceBuilder}.
 *
 * @param discoveryInterval between two looks for new partitions; zero looks once
 * @param receiverQueueSize messages the client holds per partition before the source asks for more
 */
record PulsarReadOptions(
    PulsarConnection connection,
    String topic,
    String subscription,
    StartPosition start,
    Boundedness boundedness,
    Duration discoveryInterval,
    int receiverQueueSize)
    implements Serializable {}
