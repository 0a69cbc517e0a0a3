package io.pgcause.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.sql.fixture.ScratchDatabase;
import io.pgcause.sql.fixture.StoreServer;
import org.junit.jupiter.api.Test;

/** Roles belong to the server, so what happens without them needs a server of its own. */
final class AccessIT {

  @Test
  void rolesThatComeLaterAreGrantedAccess() throws Exception {
    try (StoreServer server = StoreServer.plain();
        ScratchDatabase database = ScratchDatabase.on(server.url());
        Session administrator = new Session(database.connect())) {
      Migrations.migrate(database.dataSourceOfOrdinaryRole());
      assertThat(administrator.rows("select to_regrole('pgcause_reader')")).containsExactly("");

      assertThat(administrator.rows("select * from pgcause.grant_access()"))
          .containsExactly("pgcause_reader", "pgcause_writer");

      administrator.execute("set role pgcause_reader");
      assertThat(administrator.rows("select * from pgcause.alert")).isEmpty();
    }
  }
}
