package io.pgcause.bridge;

/** Why a bridge did not start; the message is for the person who starts it. */
public final class BridgeStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BridgeStartException(String message) {
    super(message);
  }

  BridgeStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
