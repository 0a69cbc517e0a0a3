package io.pgcause.sql;

final class TimescaleWriteIT extends WriteContract {

  TimescaleWriteIT() {
    super(Edition.TIMESCALE);
  }
}
