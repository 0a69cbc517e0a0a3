package io.pgcause.benchmarks;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code pgcause bench}. */
@Command(
    name = "pgcause bench",
    sortOptions = false,
    description = "Measures, and shows the figures with the machine and command that made them.")
final class BenchMain implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(BenchMain.class);
  private static final String LIST = "list";
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "What to measure; \"list\" names all.")
  private @Nullable String name;

  @Option(names = "--quick", description = "Fewer repetitions: about a minute, rough figures.")
  private boolean quick;

  @Option(
      names = "--json",
      description = "One JSON object on standard output, everything else on standard error.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this and exit.")
  private boolean help;

  private final List<Benchmark> benchmarks;
  private final PrintStream out;
  private final PrintStream errors;

  private BenchMain(List<Benchmark> benchmarks, PrintStream out, PrintStream errors) {
    this.benchmarks = benchmarks;
    this.out = out;
    this.errors = errors;
  }

  public static void main(String[] args) {
    PrintStream out = System.out;
    // What a library prints must not end up between the figures.
    System.setOut(System.err);
    List<Benchmark> benchmarks =
        ServiceLoader.load(Benchmark.class).stream()
            .map(ServiceLoader.Provider::get)
            .sorted(Comparator.comparing(Benchmark::name))
            .toList();
    System.exit(execute(benchmarks, out, System.err, args));
  }

  /** Runs the command and returns its exit code: 0, 1 for no figures, 2 for bad arguments. */
  static int execute(
      List<Benchmark> benchmarks, PrintStream out, PrintStream errors, String... args) {
    CommandLine command = new CommandLine(new BenchMain(benchmarks, out, errors));
    List<String> footer = new ArrayList<>(List.of("", "Names:"));
    listing(benchmarks).forEach(line -> footer.add("  " + line.replace("%", "%%")));
    footer.addAll(
        List.of(
            "",
            "Examples:",
            "  ./pgcause bench path --quick",
            "  ./pgcause bench path --json > path.json"));
    command.getCommandSpec().usageMessage().footer(footer.toArray(String[]::new));
    command.setOut(new PrintWriter(out, true));
    command.setParameterExceptionHandler(
        (e, given) -> {
          errors.println("pgcause bench: " + e.getMessage() + " (see ./pgcause bench --help)");
          return USAGE;
        });
    return command.execute(args);
  }

  @Override
  public Integer call() {
    if (name == null) {
      errors.println("pgcause bench: expected a name; ./pgcause bench list shows all");
      return USAGE;
    }
    if (name.equals(LIST)) {
      listing(benchmarks).forEach(out::println);
      return 0;
    }
    Optional<Benchmark> found =
        benchmarks.stream().filter(each -> each.name().equals(name)).findFirst();
    if (found.isEmpty()) {
      errors.println(
          "pgcause bench: there is no benchmark \"" + name + "\"; ./pgcause bench list shows all");
      return USAGE;
    }
    return run(found.get());
  }

  private int run(Benchmark benchmark) {
    Machine machine = Machine.current();
    Path home = Path.of(System.getProperty("pgcause.home", "")).toAbsolutePath().normalize();
    try {
      Figures figures = benchmark.run(new BenchOptions(quick, home, errors::println));
      show(new Report(benchmark.name(), figures, machine, commandLine(benchmark)));
      return 0;
    } catch (Exception e) {
      LOG.error("event=benchmark_failed bench={}", benchmark.name(), e);
      errors.println("pgcause bench: " + benchmark.name() + " gave no figures: " + reason(e));
      return FAILED;
    }
  }

  private void show(Report report) {
    errors.println();
    (json ? errors : out).println(String.join(System.lineSeparator(), report.table()));
    if (json) {
      out.println(report.json());
    }
  }

  private String commandLine(Benchmark benchmark) {
    return "./pgcause bench "
        + benchmark.name()
        + (quick ? " --quick" : "")
        + (json ? " --json" : "");
  }

  private static List<String> listing(List<Benchmark> benchmarks) {
    int width = benchmarks.stream().mapToInt(each -> each.name().length()).max().orElse(0);
    return benchmarks.stream()
        .map(
            each -> each.name() + " ".repeat(width - each.name().length() + 2) + each.description())
        .toList();
  }

  private static String reason(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.strip();
  }
}
