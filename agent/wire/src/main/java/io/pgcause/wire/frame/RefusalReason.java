package io.pgcause.wire.frame;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a frame is refused, wherever that happens: the code in a REJECT, the label of the counter and
 * the reason of the dead letter. Codes are append-only.
 */
public enum RefusalReason {
  BAD_MAGIC(1, false),
  BAD_VERSION(2, false),
  BAD_TYPE(3, false),
  BAD_FLAGS(4, false),
  TOO_LARGE(5, false),
  TRUNCATED(6, false),
  BAD_CHECKSUM(7, true),
  UNKNOWN_DICTIONARY(8, false),
  BAD_COMPRESSION(9, false),
  MALFORMED(10, false),
  /** A frame that is right in itself but has no place here, such as METRICS before HELLO. */
  UNEXPECTED(11, false),
  /** This agent may not speak for this instance. */
  NOT_AUTHORISED(12, false),
  /** The broker did not store the frame; it stays with the agent. */
  BROKER_UNAVAILABLE(13, true),
  /** The bridge is going down; another connection will take the frame. */
  SHUTTING_DOWN(14, true),
  /** A snapshot older than what its instance has already closed. */
  TOO_LATE(15, false);

  private final int code;
  private final boolean retry;

  RefusalReason(int code, boolean retry) {
    this.code = code;
    this.retry = retry;
  }

  public int code() {
    return code;
  }

  /** Whether the same frame may be accepted when it is sent again. */
  public boolean retry() {
    return retry;
  }

  /** Lower case with hyphens, as counters and dead letters show it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<RefusalReason> of(int code) {
    return Arrays.stream(values()).filter(reason -> reason.code == code).findFirst();
  }
}
