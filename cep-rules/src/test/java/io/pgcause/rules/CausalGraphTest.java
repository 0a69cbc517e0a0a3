package io.pgcause.rules;

import static io.pgcause.rules.Snapshots.at;
import static io.pgcause.rules.Snapshots.empty;
import static io.pgcause.rules.Snapshots.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.rules.expression.Evidence;
import io.pgcause.wire.metric.MetricTable;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CausalGraphTest {

  private static final String AGE = "postgresql.transaction.max_age";

  private CausalGraph graph;

  @BeforeEach
  void readShippedGraph() throws Exception {
    graph = CausalGraph.load(TestFiles.shipped("graph/causal-graph.yaml"));
  }

  @Test
  void causesAreUpstreamAndEffectsDownstream() {
    assertThat(graph.upstream("sessions_blocked"))
        .containsExactly("lock_queue_behind_ddl", "locks_held_while_idle");
    assertThat(graph.downstream("sessions_blocked"))
        .containsExactly("request_timeouts", "latency_up");
    assertThat(graph.downstream("application_outage")).isEmpty();
    assertThat(graph.downstream("no_such_node")).isEmpty();
    assertThat(graph.find("no_such_node")).isNull();
  }

  @Test
  void edgeKnowsItsLagWhenTheFileGivesOne() throws Exception {
    assertThat(TestFiles.graph().edges())
        .containsExactly(new GraphEdge("cause", "effect", Duration.ofSeconds(5)));
    assertThat(graph.edges()).hasSize(11).allMatch(edge -> edge.lag() == null);
  }

  @Test
  void evidenceIsTheAnchorsValueWithItsRow() {
    MetricTable.Builder table = MetricTable.builder(Snapshots.metric(AGE).group());
    row(table, AGE, 12, "active");
    row(table, AGE, 312.5, "idle in transaction");
    assertThat(graph.evidence("long_transaction", at(60, table.build())))
        .contains(
            new Evidence(
                "max(" + AGE + ")", AGE, "state=idle in transaction", 312.5, "s", 60_000_000));
  }

  @Test
  void nodeThatTheSnapshotDoesNotShowHasNoEvidence() {
    assertThat(graph.evidence("long_transaction", at(60))).isEmpty();
    assertThat(graph.evidence("long_transaction", at(60, empty("transaction")))).isEmpty();
    assertThat(graph.evidence("application_outage", at(60))).isEmpty();
    assertThat(graph.evidence("no_such_node", at(60))).isEmpty();
  }

  @Test
  void anchorThatIsACalculationIsToldInSecondsBytesOrOnes() throws Exception {
    CausalGraph calculated =
        CausalGraph.parse(
            "causal-graph.yaml",
            """
            nodes:
              - {id: a, title: A, means: A., anchor: "max(postgresql.transaction.max_age) / 1 min"}
              - {id: b, title: B, means: B.}
            edges: [{from: a, to: b}]
            """);
    MetricTable.Builder table = MetricTable.builder(Snapshots.metric(AGE).group());
    assertThat(calculated.evidence("a", at(1, row(table, AGE, 90, "active").build())))
        .contains(new Evidence("max(" + AGE + ") / 1 min", "", "", 1.5, "1", 1_000_000));
  }
}
