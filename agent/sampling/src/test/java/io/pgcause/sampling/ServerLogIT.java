package io.pgcause.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path logs;

  @Test
  void refusedConnectionsAreCountedFromTheJsonlog() throws Exception {
    try (RunningPostgres server = startLogging();
        InstanceSampler sampler = sampler(server)) {
      sampler.sample();
      List<String> event = List.of("too_many_connections", "FATAL", "53300", "postgres");
      Map<List<String>, Double> seen = new HashMap<>();
      int refused = connectUntilRefused(server);

      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                new Cells(sampler.sample())
                    .values("postgresql.log.events")
                    .forEach((labels, count) -> seen.merge(labels, count, Double::sum));
                return seen.getOrDefault(event, 0.0) >= refused;
              });
      assertThat(seen).containsEntry(event, (double) refused);
      assertThat(seen.keySet()).noneMatch(labels -> labels.contains("unparsable"));
    }
  }

  @Test
  void serverThatIsTooOldForJsonlogHasNoLogEvents() throws Exception {
    try (RunningPostgres server = RunningPostgres.start(14, Map.of());
        InstanceSampler sampler = sampler(server)) {
      Cells cells = new Cells(sampler.sample());

      assertThat(cells.has("log_event")).isFalse();
      assertThat(sampler.notEvaluable())
          .filteredOn(each -> each.query().equals("log_event"))
          .singleElement()
          .satisfies(each -> assertThat(each.reason()).contains("new in 15; the server is 14"));
    }
  }

  private RunningPostgres startLogging() throws IOException, SQLException {
    return RunningPostgres.start(
        RunningPostgres.NEWEST,
        Map.of(
            "logging_collector", "on",
            "log_destination", "jsonlog",
            "log_directory", logs.toString(),
            "max_connections", "8"));
  }

  private InstanceSampler sampler(RunningPostgres server) {
    SamplingTarget target =
        new SamplingTarget(server.url(), "watcher", () -> "", true, Optional.of(logs));
    return new InstanceSampler(target, "test", Clock.systemUTC());
  }

  /** Takes all connections there are and is refused three more. */
  private static int connectUntilRefused(RunningPostgres server) throws SQLException {
    List<Connection> taken = new ArrayList<>();
    int refused = 0;
    while (refused < 3) {
      try {
        taken.add(server.connect("crowd"));
      } catch (SQLException e) {
        assertThat(e.getSQLState()).isEqualTo("53300");
        refused++;
      }
    }
    for (Connection connection : taken) {
      connection.close();
    }
    return refused;
  }
}
