package io.pgcause.pulsar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgcause.pulsar.Tally.Totals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.PulsarClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Each test has a topic and a run of its own, named after it, on one broker. */
final class PulsarSourceIT {

  private static final int PARTITIONS = 4;
  private static final long HALF = 10_000;
  private static final long ALL = 2 * HALF;
  private static final int MORE_THAN_ALL = 100_000;

  @TempDir private static Path brokerData;
  private static BrokerFixture pulsar;

  @TempDir private Path dir;
  private String name;

  @BeforeAll
  static void startBroker() throws Exception {
    pulsar = BrokerFixture.start(brokerData);
  }

  @AfterAll
  static void stopBroker() {
    pulsar.close();
  }

  @BeforeEach
  void createTopic(TestInfo test) throws Exception {
    name = test.getTestMethod().orElseThrow().getName();
    pulsar.broker().createPartitionedTopic(name, PARTITIONS);
  }

  @Test
  void countAndSumAreExactThroughAFailure() throws Exception {
    Tally.failOnce(name);
    try (JobFixture job = start(2)) {
      pulsar.publish(name, PARTITIONS, 0, HALF);
      job.await(() -> Tally.completed(name).count() == HALF);
      pulsar.publish(name, PARTITIONS, HALF, ALL);
      pulsar.publishEnds(name, PARTITIONS);
      job.await(() -> Tally.completed(name).ends() >= PARTITIONS);
      assertThat(Tally.hasFailed(name)).isTrue();
      assertThat(Tally.completed(name)).isEqualTo(Totals.ofAll(ALL, PARTITIONS));
    }
  }

  @Test
  void countAndSumAreExactThroughASavepointAndFewerReaders() throws Exception {
    String savepoint;
    try (JobFixture two = start(2)) {
      pulsar.publish(name, PARTITIONS, 0, HALF);
      two.await(() -> Tally.live(name).count() >= HALF / 2);
      savepoint = two.stopWithSavepoint(dir);
    }
    pulsar.publish(name, PARTITIONS, HALF, ALL);
    String restored = name + "-restored";
    try (JobFixture one =
        JobFixture.start(
            pulsar.source(name).build(), restored, 1, JobFixture.OFTEN, dir, savepoint)) {
      pulsar.publishEnds(name, PARTITIONS);
      one.await(() -> Tally.completed(restored).ends() >= PARTITIONS);
      assertThat(Tally.completed(restored)).isEqualTo(Totals.ofAll(ALL, PARTITIONS));
    }
  }

  @Test
  void olderSavepointReadsAgainWhatWasAcknowledgedSince() throws Exception {
    String savepoint;
    try (JobFixture first = start(1)) {
      pulsar.publish(name, PARTITIONS, 0, HALF);
      first.await(() -> Tally.live(name).count() == HALF);
      savepoint = first.stopWithSavepoint(dir);
    }
    pulsar.publish(name, PARTITIONS, HALF, ALL);
    pulsar.publishEnds(name, PARTITIONS);
    for (String run : List.of(name + "-once", name + "-twice")) {
      try (JobFixture job =
          JobFixture.start(pulsar.source(name).build(), run, 2, JobFixture.OFTEN, dir, savepoint)) {
        job.await(() -> Tally.completed(run).ends() >= PARTITIONS);
        assertThat(Tally.completed(run)).isEqualTo(Totals.ofAll(ALL, PARTITIONS));
        job.await(() -> backlogIsGone(name));
      }
    }
  }

  @Test
  void nothingIsLostOrDoubledWhenTheBrokerDiesAndNothingWasAcknowledged() throws Exception {
    try (JobFixture job =
        JobFixture.start(pulsar.source(name).build(), name, 2, JobFixture.NO_CHECKPOINTS, dir)) {
      pulsar.publish(name, PARTITIONS, 0, HALF);
      job.await(() -> Tally.live(name).count() >= HALF / 2);
      pulsar.broker().kill();
      pulsar.broker().restart();
      pulsar.publish(name, PARTITIONS, HALF, ALL);
      pulsar.publishEnds(name, PARTITIONS);
      job.await(() -> Tally.live(name).ends() >= PARTITIONS);
      assertThat(Tally.live(name)).isEqualTo(Totals.ofAll(ALL, PARTITIONS));
    }
  }

  @Test
  void nothingIsLostOrDoubledWhenTheBrokerDiesBetweenCheckpoints() throws Exception {
    try (JobFixture job = start(2)) {
      pulsar.publish(name, PARTITIONS, 0, HALF);
      job.await(() -> Tally.completed(name).count() > 0);
      pulsar.broker().kill();
      pulsar.broker().restart();
      pulsar.publish(name, PARTITIONS, HALF, ALL);
      pulsar.publishEnds(name, PARTITIONS);
      job.await(() -> Tally.completed(name).ends() >= PARTITIONS);
      assertThat(Tally.completed(name)).isEqualTo(Totals.ofAll(ALL, PARTITIONS));
    }
  }

  @Test
  void partitionsAddedAtRunTimeAreReadFromTheirBeginning() throws Exception {
    PulsarSource<Long> source =
        pulsar
            .source(name)
            .start(StartPosition.LATEST)
            .discoveryInterval(Duration.ofMillis(200))
            .build();
    try (JobFixture job = JobFixture.start(source, name, 2, JobFixture.OFTEN, dir)) {
      job.await(() -> isSubscribed(name));
      pulsar.broker().growPartitionedTopic(name, PARTITIONS + 2);
      pulsar.publish(name, PARTITIONS + 2, 0, ALL);
      pulsar.publishEnds(name, PARTITIONS + 2);
      job.await(() -> Tally.completed(name).ends() >= PARTITIONS + 2);
      assertThat(Tally.completed(name)).isEqualTo(Totals.ofAll(ALL, PARTITIONS + 2));
    }
  }

  @Test
  void latestStartsBehindWhatIsThere() throws Exception {
    pulsar.publish(name, PARTITIONS, ALL, ALL + HALF);
    PulsarSource<Long> source = pulsar.source(name).start(StartPosition.LATEST).build();
    try (JobFixture job = JobFixture.start(source, name, 2, JobFixture.OFTEN, dir)) {
      job.await(() -> isSubscribed(name));
      pulsar.publish(name, PARTITIONS, 0, HALF);
      pulsar.publishEnds(name, PARTITIONS);
      job.await(() -> Tally.completed(name).ends() >= PARTITIONS);
      assertThat(Tally.completed(name)).isEqualTo(Totals.ofAll(HALF, PARTITIONS));
    }
  }

  @Test
  void completedCheckpointsEmptyTheBacklog() throws Exception {
    try (JobFixture job = start(2)) {
      pulsar.publish(name, PARTITIONS, 0, HALF);
      job.await(() -> Tally.completed(name).count() == HALF && backlogIsGone(name));
      assertThat(job.client().getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
    }
  }

  @Test
  void boundedReadTakesExactlyWhatIsThereAndLeavesNoSubscription() throws Exception {
    int withOneEmpty = PARTITIONS - 1;
    pulsar.publish(name, withOneEmpty, 0, HALF);
    assertThat(readBounded(name)).hasSameElementsAs(numbers(HALF)).hasSize((int) HALF);

    pulsar.broker().restart();
    assertThat(readBounded(name)).hasSize((int) HALF);

    pulsar.publish(name, withOneEmpty, HALF, ALL);
    assertThat(readBounded(name)).hasSameElementsAs(numbers(ALL)).hasSize((int) ALL);
    assertThat(isSubscribed(name)).isFalse();
  }

  @Test
  void boundedReadSurvivesAFailure() throws Exception {
    Tally.failOnce(name);
    pulsar.publish(name, PARTITIONS, 0, 20 * HALF);
    pulsar.publishEnds(name, PARTITIONS);
    PulsarSource<Long> source = pulsar.source(name).bounded().build();
    try (JobFixture job = JobFixture.start(source, name, 2, Duration.ofMillis(20), dir)) {
      job.awaitEnd();
    }
    assertThat(Tally.hasFailed(name)).isTrue();
    assertThat(Tally.live(name)).isEqualTo(Totals.ofAll(20 * HALF, PARTITIONS));
  }

  @Test
  void boundedReadRunsBesideTheContinuousOneOfTheSameSubscription() throws Exception {
    try (JobFixture job = start(2)) {
      pulsar.publish(name, PARTITIONS, 0, HALF);
      job.await(() -> Tally.completed(name).count() == HALF && backlogIsGone(name));
      assertThat(readBounded(name)).hasSameElementsAs(numbers(HALF)).hasSize((int) HALF);
    }
  }

  @Test
  void boundedReadOfAnEmptyTopicEnds() throws Exception {
    assertThat(readBounded(name)).isEmpty();
  }

  @Test
  void topicWithoutPartitionsIsRead() throws Exception {
    String single = name + "-single";
    try (PulsarClient client = pulsar.client();
        var producer = client.newProducer().topic(single).enableBatching(false).create()) {
      producer.send(new byte[Long.BYTES]);
    }
    assertThat(readBounded(single)).containsExactly(0L);
  }

  @Test
  void busySubscriptionIsWaitedFor() throws Exception {
    try (PulsarClient client = pulsar.client()) {
      Consumer<byte[]> other =
          client
              .newConsumer()
              .topic("persistent://public/default/" + name + "-partition-0")
              .subscriptionName("test")
              .subscribe();
      try (JobFixture job = start(2)) {
        pulsar.publishEnds(name, PARTITIONS);
        job.await(() -> Tally.completed(name).ends() == PARTITIONS - 1);
        other.close();
        job.await(() -> Tally.completed(name).ends() == PARTITIONS);
        assertThat(job.client().getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
      }
    }
  }

  @Test
  void missingTopicFailsTheJobAndIsNamed() {
    assertThatThrownBy(() -> readBounded("no-such-topic"))
        .hasStackTraceContaining("cannot list the partitions of topic no-such-topic")
        .hasStackTraceContaining("it must exist before the job starts");
  }

  @Test
  void undeserializableMessageIsNamedByItsPosition() throws Exception {
    pulsar.publish(name, PARTITIONS, 0, 1);
    PulsarSource<Long> source =
        PulsarSource.<Long>of(
                (message, position, out) -> {
                  throw new IOException("not a number");
                },
                Types.LONG)
            .serviceUrl(pulsar.broker().serviceUrl())
            .topic(name)
            .subscription("test")
            .bounded()
            .build();
    assertThatThrownBy(() -> collect(source))
        .hasStackTraceContaining("cannot deserialize the message at " + name + "-partition-0 @ ")
        .hasStackTraceContaining("not a number");
  }

  private JobFixture start(int parallelism) throws Exception {
    return JobFixture.start(pulsar.source(name).build(), name, parallelism, JobFixture.OFTEN, dir);
  }

  private List<Long> readBounded(String topic) throws Exception {
    return collect(pulsar.source(topic).bounded().build());
  }

  private List<Long> collect(PulsarSource<Long> source) throws Exception {
    Configuration configuration = JobFixture.configuration(dir);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return StreamExecutionEnvironment.createLocalEnvironment(2, configuration)
        .fromSource(source, WatermarkStrategy.noWatermarks(), "numbers")
        .executeAndCollect(MORE_THAN_ALL);
  }

  private static List<Long> numbers(long count) {
    return LongStream.range(0, count).boxed().toList();
  }

  private static boolean isSubscribed(String topic) throws Exception {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      if (!pulsar.partitionStats(topic, partition).contains("\"test\":")) {
        return false;
      }
    }
    return true;
  }

  private static boolean backlogIsGone(String topic) throws Exception {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      if (!pulsar.partitionStats(topic, partition).contains("\"msgBacklog\":0,")) {
        return false;
      }
    }
    return true;
  }
}
