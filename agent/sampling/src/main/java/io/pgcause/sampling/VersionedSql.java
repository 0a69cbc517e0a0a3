package io.pgcause.sampling;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One query, with a text for each PostgreSQL major. Read from a resource whose comment lines of
 * this form begin a text or say why there is none:
 *
 * <pre>
 * -- majors 13: none, pg_stat_wal is new in 14
 * -- majors 14-17
 * select ..
 * -- majors 18: needs pg_monitor
 * select ..
 * </pre>
 *
 * Other comment lines are for people. A server newer than the newest major is asked like that one.
 */
final class VersionedSql {

  static final int OLDEST_MAJOR = 13;
  static final int NEWEST_MAJOR = 18;

  private static final String HEADER = "-- majors ";
  private static final String NONE = "none, ";
  private static final String NEEDS = "needs ";

  private final String name;
  private final List<Section> sections;

  private VersionedSql(String name, List<Section> sections) {
    this.name = name;
    this.sections = sections;
  }

  /** The query in the resource {@code name}.sql beside this class. */
  static VersionedSql load(String name) {
    try (InputStream in = VersionedSql.class.getResourceAsStream(name + ".sql")) {
      if (in == null) {
        throw new IllegalArgumentException("no query " + name + ".sql among the resources");
      }
      return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the shipped " + name + ".sql", e);
    }
  }

  static VersionedSql parse(String name, String text) {
    List<Section> sections = new ArrayList<>();
    Section last = null;
    for (String line : text.lines().collect(Collectors.toList())) {
      if (line.startsWith(HEADER)) {
        last = Section.of(line.substring(HEADER.length()));
        sections.add(last);
      } else if (last != null && !line.startsWith("--")) {
        last.sql.append(line).append('\n');
      }
    }
    return new VersionedSql(name, sections);
  }

  String name() {
    return name;
  }

  /**
   * The text for servers of {@code major}.
   *
   * @throws NotEvaluableException when there is none for such servers
   */
  String text(int major) throws NotEvaluableException {
    Section section = section(major);
    if (section.none != null) {
      throw new NotEvaluableException(section.none + "; the server is " + major);
    }
    return section.sql.toString();
  }

  /**
   * The role whose privileges the text for {@code major} needs, or null when everybody may run it.
   *
   * @throws NotEvaluableException when there is no text for such servers
   */
  @Nullable String neededRole(int major) throws NotEvaluableException {
    return section(major).role;
  }

  /** How many sections claim {@code major}: 1, or the file is wrong. */
  long sectionsFor(int major) {
    return sections.stream().filter(section -> section.holds(major)).count();
  }

  private Section section(int major) throws NotEvaluableException {
    if (major < OLDEST_MAJOR) {
      throw new NotEvaluableException(
          "PostgreSQL " + OLDEST_MAJOR + " or newer is needed, the server is " + major);
    }
    int known = Math.min(major, NEWEST_MAJOR);
    return sections.stream()
        .filter(section -> section.holds(known))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + ".sql has no text for " + known));
  }

  @Override
  public String toString() {
    return name + ".sql";
  }

  /** What the file holds for a range of majors. */
  private static final class Section {

    private final int first;
    private final int last;
    private final @Nullable String none;
    private final @Nullable String role;
    private final StringBuilder sql = new StringBuilder();

    private Section(int first, int last, @Nullable String none, @Nullable String role) {
      this.first = first;
      this.last = last;
      this.none = none;
      this.role = role;
    }

    /** Of a header such as {@code 14-17: needs pg_monitor}. */
    private static Section of(String header) {
      int colon = header.indexOf(": ");
      String range = colon < 0 ? header : header.substring(0, colon);
      String rest = colon < 0 ? "" : header.substring(colon + 2);
      int dash = range.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
      if (!rest.isEmpty() && !rest.startsWith(NONE) && !rest.startsWith(NEEDS)) {
        throw new IllegalArgumentException("\"none, ..\" or \"needs ..\" expected, not " + rest);
      }
      return new Section(
          first,
          last,
          rest.startsWith(NONE) ? rest.substring(NONE.length()) : null,
          rest.startsWith(NEEDS) ? rest.substring(NEEDS.length()) : null);
    }

    private boolean holds(int major) {
      return first <= major && major <= last;
    }
  }
}
