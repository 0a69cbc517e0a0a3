package io.pgcause.agent;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;

/** Runs the agent as a process of its own until it is told to end; see {@code --help}. */
public final class AgentMain {

  /** Ended in order. */
  static final int OK = 0;

  /** Failed while running. */
  static final int FAILED = 1;

  /** Will not start until someone changes the command line or the host. */
  static final int CANNOT_START = 2;

  private static final String LOG_CONFIGURATION = "log4j2.configurationFile";

  private AgentMain() {}

  public static void main(String[] args) throws InterruptedException {
    if (System.getProperty(LOG_CONFIGURATION) == null) {
      System.setProperty(LOG_CONFIGURATION, "classpath:pgcause-agent-log4j2.xml");
    }
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(args, System.getenv(), out, err));
  }

  static int run(String[] args, Map<String, String> environment, PrintWriter out, PrintWriter err)
      throws InterruptedException {
    AgentArguments arguments = new AgentArguments();
    CommandLine line = new CommandLine(arguments);
    line.getCommandSpec().parser().collectErrors(true);
    CommandLine.ParseResult parsed = line.parseArgs(args);
    if (parsed.isUsageHelpRequested()) {
      line.usage(out);
      return OK;
    }
    if (parsed.isVersionHelpRequested()) {
      line.printVersionHelp(out);
      return OK;
    }
    List<String> problems = new ArrayList<>();
    parsed.errors().forEach(error -> problems.add(describe(error)));
    OptionCheck check = new OptionCheck(arguments, environment);
    Optional<AgentOptions> options = check.options();
    problems.addAll(check.problems());
    if (!problems.isEmpty() || options.isEmpty()) {
      report(problems, err);
      return CANNOT_START;
    }
    return run(options.get(), err);
  }

  private static int run(AgentOptions options, PrintWriter err) throws InterruptedException {
    CountDownLatch forever = new CountDownLatch(1);
    try (AgentDaemon daemon = AgentDaemon.start(options)) {
      Runtime.getRuntime().addShutdownHook(new Thread(daemon::close, "pgcause-end"));
      forever.await();
      return OK;
    } catch (SpoolException e) {
      err.println("pgcause-agent: " + e.getMessage());
      return CANNOT_START;
    } catch (RuntimeException e) {
      err.println("pgcause-agent: failed: " + e);
      return FAILED;
    }
  }

  private static String describe(Exception error) {
    if (error instanceof CommandLine.UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      String hint = near.isEmpty() ? "see --help" : "did you mean " + near.get(0) + "?";
      return unmatched.getUnmatched().get(0) + ": unknown; " + hint;
    }
    return String.valueOf(error.getMessage());
  }

  private static void report(List<String> problems, PrintWriter err) {
    if (problems.size() == 1) {
      err.println("pgcause-agent: " + problems.get(0));
    } else {
      err.println("pgcause-agent: " + problems.size() + " problems");
      problems.forEach(problem -> err.println("  " + problem));
    }
  }

  /** What {@code --version} prints. */
  static final class Version implements CommandLine.IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {"pgcause-agent " + AgentDaemon.version()};
    }
  }
}
