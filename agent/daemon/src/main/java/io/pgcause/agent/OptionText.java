package io.pgcause.agent;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as people write them on a command line. */
final class OptionText {

  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,9})([a-zA-Z]+)");
  private static final Map<String, Duration> DURATIONS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));
  private static final Map<String, Long> SIZES =
      Map.of("KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

  private OptionText() {}

  /**
   * @throws IllegalArgumentException saying how to write it
   */
  static Duration duration(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    if (matcher.matches() && DURATIONS.containsKey(matcher.group(2))) {
      return DURATIONS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not a duration; write one like 10s, 5m, 24h or 2d");
  }

  /**
   * @throws IllegalArgumentException saying how to write it
   */
  static long size(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text);
    if (matcher.matches() && SIZES.containsKey(matcher.group(2))) {
      return SIZES.get(matcher.group(2)) * Long.parseLong(matcher.group(1));
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not a size; write one like 512KiB, 64MiB or 1GiB");
  }
}
