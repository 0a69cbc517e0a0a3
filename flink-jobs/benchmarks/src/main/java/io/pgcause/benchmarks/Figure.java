package io.pgcause.benchmarks;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One number of a run.
 *
 * @param name in snake case, ending with or holding its unit, such as {@code row_latency_p50_ms}
 * @param value finite
 * @param range over the repetitions; null where there was one, or where percentiles say it
 * @param limit name of the figure of the same run to compare with; null for none
 */
public record Figure(String name, double value, @Nullable Range range, @Nullable String limit) {

  private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)+");

  /** The least and the most over the repetitions, whose median is the figure. */
  public record Range(double min, double max) {}

  public Figure {
    if (!SNAKE_CASE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a figure is named in snake case and with its unit, not \"" + name + "\"");
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " is not a finite number: " + value);
    }
  }
}
