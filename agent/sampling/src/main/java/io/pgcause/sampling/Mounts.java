package io.pgcause.sampling;

import java.nio.file.Path;
import java.util.Optional;

/** The mounted file systems, as in {@code /proc/self/mounts}. */
final class Mounts {

  private Mounts() {}

  /** The mount point on which {@code path}, absolute and without links, lies. */
  static Optional<Path> pointOf(Path path, ProcText mounts) {
    Path longest = null;
    while (mounts.nextLine()) {
      String line = mounts.rest();
      int start = line.indexOf(' ') + 1;
      Path point = Path.of(unescaped(line.substring(start, line.indexOf(' ', start))));
      // a later mount on the same point hides the earlier one
      if (path.startsWith(point)
          && (longest == null || point.getNameCount() >= longest.getNameCount())) {
        longest = point;
      }
    }
    return Optional.ofNullable(longest);
  }

  /** Blanks, tabs, newlines and backslashes stand there as backslash and three octal digits. */
  private static String unescaped(String field) {
    if (field.indexOf('\\') < 0) {
      return field;
    }
    StringBuilder text = new StringBuilder(field.length());
    for (int i = 0; i < field.length(); i++) {
      if (field.charAt(i) == '\\' && i + 3 < field.length()) {
        text.append((char) Integer.parseInt(field.substring(i + 1, i + 4), 8));
        i += 3;
      } else {
        text.append(field.charAt(i));
      }
    }
    return text.toString();
  }
}
