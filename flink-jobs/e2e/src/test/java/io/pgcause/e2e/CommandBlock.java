package io.pgcause.e2e;

/**
 * Commands that a README shows.
 *
 * @param line of the opening fence, from 1
 * @param commands as they stand there
 * @param notRunBecause why nobody checks them; empty when they are to be run
 */
record CommandBlock(int line, String commands, String notRunBecause) {

  boolean isRun() {
    return notRunBecause.isEmpty();
  }

  /** Where it stands and how it begins. */
  String title() {
    String first = commands.lines().findFirst().orElse("");
    return "line " + line + ": " + first;
  }
}
