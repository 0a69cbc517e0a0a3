package io.pgcause.bridge;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values as people write them on a command line. Each reader says what it expected instead. */
final class OptionText {

  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("([0-9]{1,12})([A-Za-z]*)");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.%]+)]|([^:\\[\\]]+)):([0-9]{1,5})");
  private static final Map<String, Long> BYTES =
      Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);

  /** Where to listen; the port may be one there is not. */
  record HostAndPort(String host, int port) {}

  private OptionText() {}

  /** Bytes. */
  static long size(String text) {
    return number(text, BYTES, "a size; write 1MiB");
  }

  /** Bytes; what is too large for an int becomes the largest, which a range check refuses. */
  static int intSize(String text) {
    return clamp(size(text));
  }

  static Duration time(String text) {
    return Duration.ofMillis(number(text, MILLIS, "a time; write 30s"));
  }

  static int count(String text) {
    return clamp(number(text, Map.of("", 1L), "a number; write 64"));
  }

  static HostAndPort hostAndPort(String text) {
    Matcher parts = HOST_AND_PORT.matcher(text);
    if (!parts.matches()) {
      throw no(text, "host:port; write 127.0.0.1:7654");
    }
    String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
    return new HostAndPort(host, Integer.parseInt(parts.group(3)));
  }

  private static int clamp(long value) {
    return (int) Math.min(value, Integer.MAX_VALUE);
  }

  private static long number(String text, Map<String, Long> units, String wanted) {
    Matcher parts = NUMBER_AND_UNIT.matcher(text);
    Long unit = parts.matches() ? units.get(parts.group(2)) : null;
    if (unit == null) {
      throw no(text, wanted);
    }
    return Math.multiplyExact(Long.parseLong(parts.group(1)), unit);
  }

  private static IllegalArgumentException no(String text, String wanted) {
    return new IllegalArgumentException("\"" + text + "\" is not " + wanted);
  }
}
