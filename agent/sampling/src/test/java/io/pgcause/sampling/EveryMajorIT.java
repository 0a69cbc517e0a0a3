package io.pgcause.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EveryMajorIT {

  private static final List<String> NEW_IN_14 = List.of("session_time", "wal_counters");

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void everyGroupIsEvaluableForRoleWithNothingButPgMonitor(int major) throws Exception {
    try (RunningPostgres server = RunningPostgres.start(major, Map.of());
        InstanceSampler sampler =
            new InstanceSampler(server.target("watcher"), "test", Clock.systemUTC())) {
      sampler.sample();
      Cells cells = new Cells(sampler.sample());

      assertThat(sampler.notEvaluable())
          .filteredOn(each -> !each.query().equals("log_event"))
          .extracting(NotEvaluable::query)
          .containsExactlyInAnyOrderElementsOf(major == 13 ? NEW_IN_14 : List.of());
      TreeSet<String> expected = new TreeSet<>();
      ServerGroups.samplers().forEach(s -> s.groups().forEach(g -> expected.add(g.name())));
      HostGroups.samplers(java.util.Optional::empty)
          .forEach(s -> s.groups().forEach(g -> expected.add(g.name())));
      expected.addAll(List.of("agent", "agent_group"));
      if (major == 13) {
        expected.remove("session_time");
      }
      assertThat(new TreeSet<>(cells.groups())).isEqualTo(expected);
      assertThat(cells.value("postgresql.up")).isEqualTo(1);
      assertThat(cells.value("postgresql.version.num")).isBetween(major * 1e4, major * 1e4 + 9999);
      assertThat(cells.value("postgresql.wal.lsn")).isPositive();
      assertThat(cells.values("postgresql.bgwriter.buffers.writes")).hasSize(4);
    }
  }
}
