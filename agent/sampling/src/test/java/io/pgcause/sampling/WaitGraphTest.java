package io.pgcause.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WaitGraphTest {

  @Test
  void rootOfAQueueCountsEverybodyBehindIt() {
    WaitGraph graph = new WaitGraph(Map.of(2, pids(1), 3, pids(2), 4, pids(2), 5, pids(2, 2)));

    assertThat(graph.roots()).containsExactly(1);
    assertThat(graph.heads()).containsExactly(2);
    assertThat(graph.blockedBy(List.of(1))).isEqualTo(4);
    assertThat(graph.blockedBy(List.of(2))).isEqualTo(3);
  }

  @Test
  void waiterBehindTwoBlockersCountsOnceForBothTogether() {
    WaitGraph graph = new WaitGraph(Map.of(3, pids(1, 2), 4, pids(3)));

    assertThat(graph.blockedBy(List.of(1, 2))).isEqualTo(2);
  }

  @Test
  void cycleHasNoRootAndEndsNevertheless() {
    WaitGraph graph = new WaitGraph(Map.of(1, pids(2), 2, pids(1), 3, pids(2)));

    assertThat(graph.roots()).isEmpty();
    assertThat(graph.heads()).containsExactly(1, 2);
    assertThat(graph.blockedBy(List.of(1))).isEqualTo(2);
  }

  @Test
  void preparedTransactionsAreOneBlocker() {
    assertThat(new WaitGraph(Map.of(7, pids(0), 8, pids(0))).roots()).containsExactly(0);
  }

  private static Integer[] pids(Integer... pids) {
    return pids;
  }
}
