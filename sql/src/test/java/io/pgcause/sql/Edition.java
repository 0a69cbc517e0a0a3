package io.pgcause.sql;

import io.pgcause.sql.fixture.StoreServer;
import java.io.IOException;

/** What the store must run on. */
enum Edition {
  PLAIN {
    @Override
    StoreServer start() throws IOException {
      return StoreServer.plain();
    }

    @Override
    int hypertables() {
      return 0;
    }
  },

  TIMESCALE {
    @Override
    StoreServer start() {
      return StoreServer.timescaleOrSkip();
    }

    @Override
    int hypertables() {
      return FamilyTable.all().size() + 1;
    }
  };

  abstract StoreServer start() throws IOException;

  /** The raw families and the rollup, where they can be. */
  abstract int hypertables();
}
