package io.pgcause.rules.expression;

/**
 * What kind of number a number is, so that seconds are not compared with bytes. Counts, ratios and
 * percentages are all plain numbers: a session and a connection may be compared.
 *
 * @param seconds power of seconds
 * @param bytes power of bytes
 * @param open whether the kind is not fixed: it then fits every other. Only zero and the values of
 *     PostgreSQL settings, whose unit depends on the setting, are like that
 */
public record Dimension(int seconds, int bytes, boolean open) {

  static final Dimension PLAIN = new Dimension(0, 0, false);
  static final Dimension SECONDS = new Dimension(1, 0, false);
  static final Dimension BYTES = new Dimension(0, 1, false);
  static final Dimension OPEN = new Dimension(0, 0, true);

  boolean fits(Dimension other) {
    return open || other.open || equals(other);
  }

  Dimension times(Dimension other) {
    return open || other.open
        ? OPEN
        : new Dimension(seconds + other.seconds, bytes + other.bytes, false);
  }

  Dimension per(Dimension other) {
    return open || other.open
        ? OPEN
        : new Dimension(seconds - other.seconds, bytes - other.bytes, false);
  }

  /** The unit in which numbers of this kind are computed, as UCUM text. */
  String unit() {
    if (seconds == 0 && bytes == 0) {
      return "1";
    }
    if (seconds < 0 && bytes >= 0) {
      return (bytes == 0 ? "1" : power("By", bytes)) + "/" + power("s", -seconds);
    }
    if (bytes == 0) {
      return power("s", seconds);
    }
    return seconds == 0 ? power("By", bytes) : power("s", seconds) + "." + power("By", bytes);
  }

  private static String power(String unit, int power) {
    return power == 1 ? unit : unit + power;
  }

  /** For messages: "seconds", "bytes", "a plain number", "bytes per second". */
  @Override
  public String toString() {
    if (open) {
      return "any number";
    }
    return switch (unit()) {
      case "1" -> "a plain number";
      case "s" -> "seconds";
      case "By" -> "bytes";
      case "1/s" -> "a plain number per second";
      case "By/s" -> "bytes per second";
      default -> unit();
    };
  }
}
