package io.pgcause.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.sql.fixture.ScratchDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What holds with TimescaleDB alone. */
final class HypertableIT extends StoreContract {

  private static final String THREE_DAYS =
      "insert into pgcause.metric_wal (at, instance_id, wal_bytes)"
          + " select day, 'shop', 1 from generate_series("
          + "'2026-01-01Z'::timestamptz, '2026-01-03Z', '1 day') as day";

  private static final String CHUNKS =
      "select num_chunks from timescaledb_information.hypertables"
          + " where hypertable_name = 'metric_wal'";

  HypertableIT() {
    super(Edition.TIMESCALE);
  }

  @Test
  void chunkIsADayAndIsDroppedAsOne() throws SQLException {
    session.update(THREE_DAYS);
    assertThat(session.rows(CHUNKS)).containsExactly("3");

    session.rows("select drop_chunks('pgcause.metric_wal', older_than => '2026-01-03Z')");

    assertThat(session.rows("select at from pgcause.metric_wal"))
        .containsExactly("2026-01-03 00:00:00+00");
  }

  @Test
  void extensionThatComesLaterTakesTheRowsAlong() throws SQLException {
    try (ScratchDatabase plain = newDatabase();
        Session administrator = new Session(plain.connect())) {
      assertThat(Migrations.migrate(plain.dataSourceOfOrdinaryRole()).hypertables()).isZero();
      administrator.update(THREE_DAYS);

      assertThat(administrator.rows("select count(*) from pgcause.adopt_timescaledb()"))
          .containsExactly(String.valueOf(edition.hypertables()));

      assertThat(administrator.rows(CHUNKS)).containsExactly("3");
      assertThat(administrator.rows("select count(*) from pgcause.metric_wal"))
          .containsExactly("3");
      assertThat(administrator.rows("select * from pgcause.adopt_timescaledb()")).isEmpty();
    }
  }
}
