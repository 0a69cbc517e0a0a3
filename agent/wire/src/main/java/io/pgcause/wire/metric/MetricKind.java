package io.pgcause.wire.metric;

/** How the values of a metric relate over time. */
public enum MetricKind {
  /** Cumulative count since an epoch; only its rate within one epoch means anything. */
  COUNTER('C'),
  /** A level that may go up and down. */
  GAUGE('G'),
  /** A level out of few, such as up or down. */
  STATE('S'),
  /** A number of events since the previous snapshot. */
  EVENT('E'),
  /** Computed in the pipeline from other metrics; never sent by an agent. */
  DERIVED('D');

  private final char code;

  MetricKind(char code) {
    this.code = code;
  }

  /** The kind with the one-letter {@code code} of the catalogue file. */
  static MetricKind of(String code) {
    for (MetricKind kind : values()) {
      if (code.length() == 1 && code.charAt(0) == kind.code) {
        return kind;
      }
    }
    throw new IllegalArgumentException("kind \"" + code + "\" is not one of C, G, S, E, D");
  }
}
