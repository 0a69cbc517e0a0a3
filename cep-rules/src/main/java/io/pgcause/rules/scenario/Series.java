package io.pgcause.rules.scenario;

import io.pgcause.rules.source.IssueLog;
import io.pgcause.rules.source.PlacedText;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The values of one metric of one row over the snapshots of a scenario.
 *
 * <p>{@code 300 +10 x30} is 300, 310, ... thirty times; {@code 45 ~3 x18} is 45 give or take up to
 * 3; {@code absent x5} is a row without this value, {@code unsampled x5} a cycle that did not
 * sample the group. Parts follow each other with commas.
 */
final class Series {

  private static final int MAX_POINTS = 10_000;
  private static final String NUMBER = "\\d{1,18}(?:\\.\\d{1,9})?";
  private static final Pattern PART =
      Pattern.compile(
          "(absent|unsampled|-?NUM)(?:\\s+([+-]NUM))?(?:\\s+~(NUM))?(?:\\s+x(\\d{1,5}))?"
              .replace("NUM", NUMBER));

  private final List<Double> values = new ArrayList<>();
  private final List<Boolean> sampled = new ArrayList<>();
  private final SplittableRandom random;

  private Series(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /**
   * Reads {@code text}.
   *
   * @param seed of the jitter
   * @return null when it makes no sense; {@code issues} then says why
   */
  static @Nullable Series parse(PlacedText text, long seed, IssueLog issues) {
    Series series = new Series(seed);
    int from = 0;
    for (String piece : text.value().split(",", -1)) {
      PlacedText part = text.slice(from, from + piece.length());
      Matcher matcher = PART.matcher(part.value());
      if (!matcher.matches()) {
        issues.add(
            part.issue(
                "expected a series such as 300 +10 x30, 45 ~3 x18, absent x5 or unsampled x5,"
                    + " found '"
                    + part
                    + "'"));
        return null;
      }
      series.add(matcher);
      if (series.length() > MAX_POINTS) {
        issues.add(part.issue("a series has at most " + MAX_POINTS + " values"));
        return null;
      }
      from += piece.length() + 1;
    }
    return series;
  }

  int length() {
    return values.size();
  }

  /** NaN when the row has no value. */
  double value(int at) {
    return values.get(at);
  }

  boolean isSampled(int at) {
    return sampled.get(at);
  }

  private void add(Matcher part) {
    int count = part.group(4) == null ? 1 : Integer.parseInt(part.group(4));
    boolean unsampled = part.group(1).equals("unsampled");
    boolean absent = part.group(1).equals("absent");
    double start = unsampled || absent ? Double.NaN : Double.parseDouble(part.group(1));
    double step = part.group(2) == null ? 0 : Double.parseDouble(part.group(2));
    double jitter = part.group(3) == null ? 0 : Double.parseDouble(part.group(3));
    for (int i = 0; i < count; i++) {
      double level = start + i * step;
      double value = level + jitter * (2 * random.nextDouble() - 1);
      values.add(level >= 0 ? Math.max(0, value) : value);
      sampled.add(!unsampled);
    }
  }
}
