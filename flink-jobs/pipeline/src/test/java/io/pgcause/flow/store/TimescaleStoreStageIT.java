package io.pgcause.flow.store;

import io.pgcause.sql.fixture.StoreServer;

final class TimescaleStoreStageIT extends StoreStageContract {

  @Override
  StoreServer startServer() {
    return StoreServer.timescaleOrSkip();
  }
}
