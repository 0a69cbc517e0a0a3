package io.pgcause.wire.frame;

/**
 * Bytes that are not a frame, or not one that may be taken. The message never quotes the payload.
 */
public final class FrameException extends Exception {

  private static final long serialVersionUID = 1L;

  private final RefusalReason reason;

  public FrameException(RefusalReason reason, String message) {
    super(reason.label() + ": " + message);
    this.reason = reason;
  }

  public RefusalReason reason() {
    return reason;
  }
}
