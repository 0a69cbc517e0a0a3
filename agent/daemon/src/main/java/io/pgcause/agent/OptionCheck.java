package io.pgcause.agent;

import io.pgcause.sampling.SamplingTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns arguments into options and collects everything that is wrong with them on the way. */
final class OptionCheck {

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s\\[\\]]+):(\\d{1,5})");

  private final AgentArguments arguments;
  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  OptionCheck(AgentArguments arguments, Map<String, String> environment) {
    this.arguments = arguments;
    this.environment = environment;
  }

  /** One line each; empty when {@link #options} has answered something. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** The options, or empty when there are {@link #problems}. */
  Optional<AgentOptions> options() {
    String agent = agentId();
    Matcher bridge = HOST_AND_PORT.matcher(required("--bridge", arguments.bridge));
    String host = host(bridge);
    int port = port(bridge);
    Path spool = Path.of(required("--spool", arguments.spool));
    Duration interval = interval();
    SpoolOptions limits = spoolOptions();
    List<InstanceOptions> instances = instances();
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new AgentOptions(
            agent, host, port, spool.toAbsolutePath().normalize(), interval, limits, instances));
  }

  private String agentId() {
    if (arguments.agent != null) {
      return id("--agent", arguments.agent);
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      problems.add("--agent: this host has no name; say one (" + e.getMessage() + ")");
      return "";
    }
  }

  private String host(Matcher bridge) {
    if (!bridge.matches()) {
      if (arguments.bridge != null) {
        problems.add(
            "--bridge: \"" + arguments.bridge + "\" is not HOST:PORT; write 127.0.0.1:7654");
      }
      return "";
    }
    String host = bridge.group(1).replaceAll("[\\[\\]]", "");
    if (!AgentOptions.isLoopback(host)) {
      problems.add(
          "--bridge: "
              + host
              + " is not this machine, and frames would go unencrypted: TLS does not exist yet;"
              + " run a bridge here and write 127.0.0.1:PORT");
    }
    return host;
  }

  private int port(Matcher bridge) {
    int port = bridge.matches() ? Integer.parseInt(bridge.group(2)) : 1;
    if (port < 1 || port > 65_535) {
      problems.add("--bridge: " + port + " is not a port; write 1 to 65535");
    }
    return port;
  }

  private Duration interval() {
    Duration interval =
        value(
            "--interval", arguments.interval, OptionText::duration, AgentOptions.DEFAULT_INTERVAL);
    if (interval.compareTo(AgentOptions.LEAST_INTERVAL) < 0
        || interval.compareTo(AgentOptions.MOST_INTERVAL) > 0) {
      problems.add("--interval: " + arguments.interval + " is out of range; write 1s to 1h");
    }
    return interval;
  }

  private SpoolOptions spoolOptions() {
    SpoolOptions usual = SpoolOptions.DEFAULT;
    long size = value("--spool-size", arguments.spoolSize, OptionText::size, usual.maxBytes());
    Duration age = value("--spool-age", arguments.spoolAge, OptionText::duration, usual.maxAge());
    if (size < SpoolOptions.LEAST_BYTES) {
      problems.add("--spool-size: " + arguments.spoolSize + " is too small; write 4MiB or more");
      size = usual.maxBytes();
    }
    if (age.isZero()) {
      problems.add("--spool-age: 0 keeps nothing; write one like 24h");
      age = usual.maxAge();
    }
    return new SpoolOptions(size, age);
  }

  private List<InstanceOptions> instances() {
    List<InstanceOptions> options = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    if (arguments.instances.isEmpty()) {
      problems.add("--instance: missing; name at least one instance to watch");
    }
    for (AgentArguments.Instance each : arguments.instances) {
      int before = problems.size();
      String id = id("--instance", required("--instance", each.id));
      if (!seen.add(id)) {
        problems.add("--instance: " + id + " stands twice; each instance has a name of its own");
      }
      String where = each.id == null ? "" : " of instance " + id;
      String url = jdbcUrl(required("--jdbc-url" + where, each.jdbcUrl), where);
      String user = required("--user" + where, each.user);
      Supplier<String> password = password(each.passwordFile, where);
      if (problems.size() == before) {
        options.add(
            new InstanceOptions(
                id,
                new SamplingTarget(
                    url, user, password, !each.noHost, Optional.ofNullable(each.serverLog))));
      }
    }
    return options;
  }

  private String jdbcUrl(String url, String where) {
    if (!url.isEmpty() && !url.startsWith("jdbc:postgresql:")) {
      problems.add(
          "--jdbc-url"
              + where
              + ": not for PostgreSQL; write jdbc:postgresql://HOST:PORT/DATABASE");
    }
    if (url.toLowerCase(Locale.ROOT).contains("password=")) {
      problems.add(
          "--jdbc-url"
              + where
              + ": holds a password everyone on this host can see; use --password-file");
    }
    return url;
  }

  private Supplier<String> password(@Nullable Path file, String where) {
    if (file == null) {
      String password = environment.getOrDefault("PGPASSWORD", "");
      return () -> password;
    }
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      problems.add("--password-file" + where + ": " + file + " is not a file this user can read");
    }
    return () -> {
      try {
        return Files.readString(file, StandardCharsets.UTF_8).stripTrailing();
      } catch (IOException e) {
        throw new UncheckedIOException("password file " + file + " cannot be read", e);
      }
    };
  }

  private String id(String option, String id) {
    try {
      if (!id.isEmpty()) {
        InstanceOptions.requireId(id, "an id");
      }
    } catch (IllegalArgumentException e) {
      problems.add(option + ": " + e.getMessage());
    }
    return id;
  }

  private String required(String option, @Nullable Object value) {
    if (value == null || value.toString().isEmpty()) {
      problems.add(option + ": missing");
      return "";
    }
    return value.toString();
  }

  private <T> T value(String option, String text, Function<String, T> parse, T otherwise) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      problems.add(option + ": " + e.getMessage());
      return otherwise;
    }
  }
}
