package io.pgcause.rules.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Guesses which known name a misspelt one was meant to be. */
public final class NearestName {

  private NearestName() {}

  /**
   * The end of an error message about {@code wrong}: {@code "; did you mean 'x'?"}. A name that
   * only lacks its first or last words is nearest, then the one with the fewest letters to change.
   *
   * @return empty when no known name is near: more than a third of its letters would have to change
   */
  public static String hint(String wrong, Collection<String> known) {
    String nearest =
        known.stream()
            .filter(name -> name.startsWith(wrong + ".") || name.endsWith("." + wrong))
            .min(Comparator.comparingInt(String::length))
            .orElseGet(() -> fewestChanges(wrong, known));
    return nearest == null ? "" : "; did you mean '" + nearest + "'?";
  }

  private static @Nullable String fewestChanges(String wrong, Collection<String> known) {
    String nearest = null;
    int best = Math.max(2, wrong.length() / 3) + 1;
    for (String name : known) {
      int distance = Math.abs(name.length() - wrong.length()) < best ? distance(wrong, name) : best;
      if (distance < best && distance < Math.max(name.length(), wrong.length())) {
        best = distance;
        nearest = name;
      }
    }
    return nearest;
  }

  /** Letters to insert, delete or replace to turn one name into the other; case does not count. */
  static int distance(String one, String other) {
    String from = one.toLowerCase(Locale.ROOT);
    String to = other.toLowerCase(Locale.ROOT);
    int[] above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[to.length()];
  }
}
