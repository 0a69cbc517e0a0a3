package io.pgcause.sql;

final class PlainWriteIT extends WriteContract {

  PlainWriteIT() {
    super(Edition.PLAIN);
  }
}
