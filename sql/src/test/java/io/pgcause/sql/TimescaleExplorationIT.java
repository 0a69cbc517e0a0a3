package io.pgcause.sql;

final class TimescaleExplorationIT extends ExplorationContract {

  TimescaleExplorationIT() {
    super(Edition.TIMESCALE);
  }
}
