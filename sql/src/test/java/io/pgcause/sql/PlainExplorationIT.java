package io.pgcause.sql;

final class PlainExplorationIT extends ExplorationContract {

  PlainExplorationIT() {
    super(Edition.PLAIN);
  }
}
