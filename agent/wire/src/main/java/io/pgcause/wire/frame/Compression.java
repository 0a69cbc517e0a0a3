package io.pgcause.wire.frame;

import java.util.Optional;

/** How the body of a METRICS frame is compressed; the number stands in bits 0 to 3 of the flags. */
public enum Compression {
  NONE,
  ZSTD,
  /** zstd with the dictionary whose id stands in the header. */
  ZSTD_DICTIONARY;

  int code() {
    return ordinal();
  }

  static Optional<Compression> of(int code) {
    return code >= 0 && code < values().length ? Optional.of(values()[code]) : Optional.empty();
  }
}
