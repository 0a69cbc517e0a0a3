package io.pgcause.flow.store;

import io.pgcause.sql.fixture.StoreServer;
import java.io.IOException;

final class PlainStoreStageIT extends StoreStageContract {

  @Override
  StoreServer startServer() throws IOException {
    return StoreServer.plain();
  }
}
