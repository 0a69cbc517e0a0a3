package io.pgcause.flow.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.runtime.partitioner.KeyGroupStreamPartitioner;
import org.apache.flink.util.ParameterTool;
import org.junit.jupiter.api.Test;

class MetricsJobTest {

  private final StreamGraph graph =
      MetricsJob.build(
              StreamExecutionEnvironment.getExecutionEnvironment(),
              JobOptions.from(
                  ParameterTool.fromMap(
                          Map.of("pulsar.url", "pulsar://b:6650", "store.url", "jdbc:x"))
                      .getConfiguration()))
          .getStreamGraph();

  @Test
  void everyOperatorThatMayKeepStateHasAUidOfItsOwn() {
    assertThat(graph.getStreamNodes())
        .filteredOn(node -> !node.getOperatorName().endsWith("Committer"))
        .extracting("transformationUID")
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  @Test
  void framesAreShuffledByInstanceOnceAndNothingIsAfterwards() {
    assertThat(graph.getStreamNodes().stream().flatMap(node -> node.getOutEdges().stream()))
        .filteredOn(edge -> edge.getPartitioner() instanceof KeyGroupStreamPartitioner)
        .hasSize(1);
  }
}
