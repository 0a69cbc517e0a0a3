package io.pgcause.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerSessionIT {

  private static final ServerLimits IMPATIENT =
      new ServerLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(4),
          Duration.ofMillis(100),
          Duration.ofMillis(50),
          Duration.ofSeconds(6));

  @Test
  void sessionCannotWriteNorRunForLongAndOutlivesTheAttempt() throws Exception {
    try (RunningPostgres server = RunningPostgres.start(RunningPostgres.NEWEST, Map.of())) {
      SamplingTarget superuser = server.target("postgres");
      ServerSession session = ServerSession.open(superuser, IMPATIENT);

      SQLException writing = failure(session, "create table kept (id int)");
      SQLException running = failure(session, "select pg_sleep(60)");

      assertThat(writing.getSQLState()).isEqualTo("25006");
      assertThat(running.getSQLState()).isEqualTo("57014");
      assertThat(session.isLost(writing)).isFalse();
      assertThat(session.isLost(running)).isFalse();
      session.ping();
      session.abort();
    }
  }

  private static SQLException failure(ServerSession session, String sql) {
    VersionedSql query = VersionedSql.parse("query", "-- majors 13-18\n" + sql + "\n");
    return catchThrowableOfType(SQLException.class, () -> session.statement(query).execute());
  }
}
