package io.pgcause.rules.expression;

import io.pgcause.rules.source.IssueLog;
import io.pgcause.rules.source.PlacedText;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads times such as {@code 60 s}, {@code 10 min} and {@code 2m30s}. */
public final class TimeText {

  private static final Pattern PART = Pattern.compile("\\s*(\\d{1,9}(?:\\.\\d{1,9})?)\\s*([a-z]+)");

  private TimeText() {}

  /**
   * The time {@code text} says, 0 or longer.
   *
   * @return null when it says none; {@code issues} then says why
   */
  public static @Nullable Duration parse(PlacedText text, IssueLog issues) {
    Matcher part = PART.matcher(text.value());
    double seconds = 0;
    int at = 0;
    while (part.find() && part.start() == at) {
      Unit unit = Unit.literals().get(part.group(2));
      if (unit == null || !unit.dimension().equals(Dimension.SECONDS)) {
        break;
      }
      seconds += Double.parseDouble(part.group(1)) * unit.factor();
      at = part.end();
    }
    if (at == 0 || !text.value().substring(at).isBlank()) {
      issues.add(
          text.issue("'" + text.value() + "' is not a time; write it like 30 s, 10 min or 2m30s"));
      return null;
    }
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
