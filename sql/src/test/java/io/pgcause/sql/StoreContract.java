package io.pgcause.sql;

import io.pgcause.sql.fixture.ScratchDatabase;
import io.pgcause.sql.fixture.StoreServer;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Tests that hold on a server of some edition; every test has a migrated database of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContract {

  final Edition edition;

  private @Nullable StoreServer server;
  ScratchDatabase database;
  MigrationReport migrated;
  Session session;

  StoreContract(Edition edition) {
    this.edition = edition;
  }

  /** Not once before all: a server that nobody has must be seen to skip every test. */
  @BeforeEach
  void migrateNewDatabase() throws SQLException, IOException {
    if (server == null) {
      server = edition.start();
    }
    database = newDatabase();
    migrated = Migrations.migrate(database.dataSource());
    session = new Session(database.connect());
  }

  @AfterEach
  void dropDatabase() throws SQLException {
    if (server != null) {
      session.close();
      database.close();
    }
  }

  @AfterAll
  void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  ScratchDatabase newDatabase() throws SQLException {
    return ScratchDatabase.on(server.url());
  }
}
