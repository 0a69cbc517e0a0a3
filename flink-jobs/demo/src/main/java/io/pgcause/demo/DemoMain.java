package io.pgcause.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code pgcause demo}. */
@Command(
    name = "pgcause demo",
    sortOptions = false,
    description = "Starts the whole path on this machine, gets a database into trouble, says why.",
    footer = {
      "",
      "Examples:",
      "  ./pgcause demo                  until Ctrl-C",
      "  ./pgcause demo --once           ends with exit code 0 once the alert is there",
      "  ./pgcause demo --agents 3       three databases at once",
      "  ./pgcause demo --rules my/rules with other rules; a saved change takes effect at once",
    })
final class DemoMain implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(DemoMain.class);
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int MOST_AGENTS = 5;
  private static final Pattern INTERVAL = Pattern.compile("([0-9]{1,4})(s|m)");

  @Option(
      names = "--once",
      description = "End when the expected alert and rows are there; fail after 60 s without.")
  private boolean once;

  @Option(
      names = "--agents",
      paramLabel = "N",
      defaultValue = "1",
      description = "Databases to monitor, each with its agent, 1 to 5; default ${DEFAULT-VALUE}.")
  private int agents;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "1s",
      description = "Between two samples, 1s to 60m; default ${DEFAULT-VALUE}, agents use 10s.")
  private String interval;

  @Option(
      names = "--rules",
      paramLabel = "FOLDER",
      description = "Rule files; default cep-rules/rules.")
  private Path rules;

  @Option(
      names = "--spool",
      paramLabel = "FOLDER",
      description = "Where agents keep frames until they are acknowledged; default temporary.")
  private Path spool;

  @Option(
      names = "--bridge-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Default: a free one.")
  private int bridgePort;

  @Option(
      names = "--flink-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of Flink's page; default: a free one.")
  private int flinkPort;

  @Option(
      names = "--store-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "Port of the store; default: a free one.")
  private int storePort;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and exit.")
  private boolean help;

  private final PrintStream errors;

  DemoMain(PrintStream errors) {
    this.errors = errors;
  }

  public static void main(String[] args) {
    System.exit(run(System.err, args));
  }

  /** Runs the command; answers its exit code. */
  static int run(PrintStream errors, String... args) {
    CommandLine command = new CommandLine(new DemoMain(errors));
    command.setParameterExceptionHandler(
        (e, given) -> {
          errors.println("pgcause demo: " + e.getMessage() + " (see ./pgcause demo --help)");
          return USAGE;
        });
    return command.execute(args);
  }

  @Override
  public Integer call() throws IOException {
    List<String> problems = new ArrayList<>();
    DemoOptions options = options(problems);
    if (!problems.isEmpty()) {
      problems.forEach(problem -> errors.println("pgcause demo: " + problem));
      return USAGE;
    }
    Terminal terminal = Terminal.system();
    DemoStack stack = new DemoStack(options, terminal);
    CountDownLatch stop = new CountDownLatch(1);
    Thread onSignal = new Thread(() -> endOnSignal(stop, stack), "end");
    Runtime.getRuntime().addShutdownHook(onSignal);
    try (stack) {
      List<String> missing = new Demo(options, terminal, stack, stop, Clock.systemUTC()).run();
      missing.forEach(each -> errors.println("pgcause demo: missing after 60 s: " + each));
      return missing.isEmpty() ? 0 : FAILED;
    } catch (Exception e) {
      if (stop.getCount() > 0) {
        LOG.error("event=demo_failed", e);
        errors.println(
            "pgcause demo: " + reason(e) + "; log: " + System.getProperty("pgcause.log"));
      }
      return FAILED;
    }
  }

  private static void endOnSignal(CountDownLatch stop, DemoStack stack) {
    stop.countDown();
    stack.close();
  }

  private DemoOptions options(List<String> problems) {
    Path home = Path.of(System.getProperty("pgcause.home", "."));
    if (agents < 1 || agents > MOST_AGENTS) {
      problems.add("--agents: " + agents + " is not 1 to " + MOST_AGENTS);
    }
    checkPort("--bridge-port", bridgePort, problems);
    checkPort("--flink-port", flinkPort, problems);
    checkPort("--store-port", storePort, problems);
    Path ruleFolder = rules == null ? home.resolve("cep-rules/rules") : rules;
    if (!Files.isDirectory(ruleFolder)) {
      problems.add("--rules: there is no folder " + ruleFolder);
    }
    checkSpool(problems);
    Duration every = parseInterval(problems);
    return new DemoOptions(
        once,
        agents,
        every,
        ruleFolder,
        home.resolve("cep-rules/graph/causal-graph.yaml"),
        Optional.ofNullable(spool),
        bridgePort,
        flinkPort == 0 ? freePort() : flinkPort,
        storePort,
        home);
  }

  /** Before minutes of start, not after. */
  private void checkSpool(List<String> problems) {
    if (spool == null) {
      return;
    }
    try {
      Files.createDirectories(spool);
      Path probe = Files.createTempFile(spool, "probe", "");
      Files.writeString(probe, "x", StandardOpenOption.SYNC);
      Files.delete(probe);
    } catch (IOException e) {
      problems.add(
          "--spool: "
              + spool
              + " cannot be written ("
              + reason(e)
              + "); free space there or name another folder");
    }
  }

  private Duration parseInterval(List<String> problems) {
    Matcher matcher = INTERVAL.matcher(interval);
    if (!matcher.matches()) {
      problems.add("--interval: \"" + interval + "\" is not a time; write 1s or 1m");
      return Duration.ofSeconds(1);
    }
    long number = Long.parseLong(matcher.group(1));
    Duration time =
        matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMinutes(number);
    if (time.isZero() || time.compareTo(Duration.ofHours(1)) > 0) {
      problems.add("--interval: " + interval + " is not 1s to 60m");
    }
    return time;
  }

  private static void checkPort(String option, int port, List<String> problems) {
    if (port < 0 || port > 65_535) {
      problems.add(option + ": " + port + " is not a port, 1 to 65535");
      return;
    }
    if (port != 0) {
      try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        LOG.debug("event=port_free port={}", probe.getLocalPort());
      } catch (IOException e) {
        problems.add(
            option + ": port " + port + " is taken; give another one or leave the option away");
      }
    }
  }

  private static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on 127.0.0.1", e);
    }
  }

  /** The innermost message says what is wrong; those around it say who noticed. */
  private static String reason(Throwable e) {
    Throwable innermost = e;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    return message == null ? innermost.getClass().getSimpleName() : message.strip();
  }
}
