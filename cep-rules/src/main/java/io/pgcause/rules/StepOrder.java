package io.pgcause.rules;

import io.pgcause.rules.expression.TimeText;
import io.pgcause.rules.source.IssueLog;
import io.pgcause.rules.source.NearestName;
import io.pgcause.rules.source.PlacedText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The pattern of a rule: {@code a -> b within 60 s}, or the name of its only step.
 *
 * @param names of the steps, first to last
 * @param within from the first step to the last; zero when there is only one
 * @param sound whether every name is that of a step
 */
record StepOrder(List<String> names, Duration within, boolean sound) {

  private static final Pattern WITHIN = Pattern.compile("\\bwithin\\b");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  /**
   * Reads {@code text}, as far as it makes sense.
   *
   * @param known the steps the rule has
   */
  static StepOrder read(PlacedText text, List<String> known, IssueLog issues) {
    Matcher within = WITHIN.matcher(text.value());
    boolean limited = within.find();
    int end = limited ? within.start() : text.value().length();
    List<String> names = new ArrayList<>();
    boolean sound = readNames(text, end, known, names, issues);
    Duration limit = Duration.ZERO;
    if (limited) {
      Duration time = TimeText.parse(text.slice(within.end(), text.value().length()), issues);
      limit = time == null ? Duration.ZERO : time;
      if (time != null && time.isZero()) {
        issues.add(text.issue(within.start(), text.value().length(), "within must be above 0"));
      }
    }
    if (sound && limited != names.size() > 1) {
      issues.add(
          text.issue(
              limited
                  ? "'within' needs several steps: a -> b within 60 s"
                  : "a pattern of several steps needs an end: a -> b within 60 s"));
    }
    return new StepOrder(names, limit, sound);
  }

  private static boolean readNames(
      PlacedText text, int end, List<String> known, List<String> names, IssueLog issues) {
    boolean sound = true;
    int from = 0;
    while (from <= end) {
      int arrow = text.value().indexOf("->", from);
      int to = arrow < 0 || arrow > end ? end : arrow;
      PlacedText name = text.slice(from, to);
      String problem = problem(name.value(), known, names);
      if (problem != null) {
        issues.add(name.issue(problem));
        sound = false;
      }
      names.add(name.value());
      from = to == end ? end + 1 : to + 2;
    }
    return sound;
  }

  private static @Nullable String problem(String name, List<String> known, List<String> seen) {
    if (!NAME.matcher(name).matches()) {
      return "expected the name of a step between '->', found '" + name + "'";
    }
    if (!known.contains(name)) {
      return "no step is called '" + name + "'" + NearestName.hint(name, known);
    }
    return seen.contains(name) ? "step '" + name + "' stands twice in the pattern" : null;
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.equals("within");
  }
}
