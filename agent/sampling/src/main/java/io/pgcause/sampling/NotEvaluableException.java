package io.pgcause.sampling;

/**
 * A group cannot be evaluated here for a known reason: the server is too old, a privilege or a file
 * is missing. Thrown every cycle, so without a stack trace.
 */
final class NotEvaluableException extends Exception {

  private static final long serialVersionUID = 1L;

  NotEvaluableException(String reason) {
    super(reason, null, false, false);
  }
}
