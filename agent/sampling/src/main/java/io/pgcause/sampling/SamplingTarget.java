package io.pgcause.sampling;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One PostgreSQL instance to sample and how to reach it.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database}, without a password; any database
 *     will do, for everything read is of the whole instance. Its parameters may add TLS, but not
 *     lift the timeouts.
 * @param user a role with {@code pg_monitor}; with less, the groups that need more are left out
 * @param password asked for at every connect, so that it may change; empty when none is needed
 * @param host whether the sampler runs on the same host as the server and may read its {@code
 *     /proc}, {@code /sys} and file systems
 * @param serverLog what the server writes with {@code log_destination = jsonlog} (15 and newer):
 *     either one file, which may be renamed, replaced or truncated when it is full, or the folder
 *     of a {@code log_directory}, whose {@code *.json} files are followed in the order they were
 *     last written. The sampler needs to be allowed to read it. Empty: group log_event is left out.
 */
public record SamplingTarget(
    String jdbcUrl,
    String user,
    Supplier<String> password,
    boolean host,
    Optional<Path> serverLog) {

  private static final String PREFIX = "jdbc:postgresql:";

  /**
   * Checks what can be checked without the server.
   *
   * @throws IllegalArgumentException when the URL is not one of PostgreSQL or carries a password
   */
  public SamplingTarget {
    Objects.requireNonNull(user);
    Objects.requireNonNull(password);
    Objects.requireNonNull(serverLog);
    if (!jdbcUrl.startsWith(PREFIX)) {
      throw new IllegalArgumentException(
          "a JDBC URL begins with " + PREFIX + "//, this one with another scheme");
    }
    if (jdbcUrl.toLowerCase(Locale.ROOT).matches(".*[?&](ssl)?password=.*")) {
      throw new IllegalArgumentException(
          "the JDBC URL of " + address(jdbcUrl) + " holds a password; give it apart from the URL");
    }
  }

  /** Host, port and database: the URL without its parameters, fit for logs. */
  String address() {
    return address(jdbcUrl);
  }

  private static String address(String jdbcUrl) {
    int parameters = jdbcUrl.indexOf('?');
    return jdbcUrl.substring(PREFIX.length(), parameters < 0 ? jdbcUrl.length() : parameters);
  }
}
