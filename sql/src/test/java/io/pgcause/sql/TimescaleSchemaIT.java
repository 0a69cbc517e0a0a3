package io.pgcause.sql;

final class TimescaleSchemaIT extends SchemaContract {

  TimescaleSchemaIT() {
    super(Edition.TIMESCALE);
  }
}
