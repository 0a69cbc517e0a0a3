package io.pgcause.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class BenchMainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  /** Says what it was asked; without figures it fails. */
  private record Fixed(String name, boolean works) implements Benchmark {

    @Override
    public String description() {
      return "measures nothing";
    }

    @Override
    public Figures run(BenchOptions options) throws IOException {
      options.progress().accept("quick: " + options.quick());
      if (!works) {
        throw new IOException("the broker is gone");
      }
      return Figures.builder().add("answer_ms", 42).build();
    }
  }

  private int execute(String... args) {
    List<Benchmark> benchmarks = List.of(new Fixed("good", true), new Fixed("broken", false));
    return BenchMain.execute(benchmarks, stream(out), stream(errors), args);
  }

  private static PrintStream stream(ByteArrayOutputStream to) {
    return new PrintStream(to, true, StandardCharsets.UTF_8);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String errors() {
    return errors.toString(StandardCharsets.UTF_8);
  }

  @Test
  void jsonIsAllThatGoesToStandardOutput() {
    assertThat(execute("good", "--quick", "--json")).isZero();
    assertThat(out())
        .isEqualToIgnoringNewLines("{\"bench\":\"good\",\"figures\":{\"answer_ms\":42.0}}");
    assertThat(errors()).contains("quick: true", "command: ./pgcause bench good --quick --json");
  }

  @Test
  void tableGoesToStandardOutputAndProgressDoesNot() {
    assertThat(execute("good")).isZero();
    assertThat(out()).contains("answer_ms", "42.0", "command: ./pgcause bench good");
    assertThat(out()).doesNotContain("quick:");
  }

  @Test
  void listHasALineForEachBenchmark() {
    assertThat(execute("list")).isZero();
    assertThat(out().lines())
        .containsExactly("good    measures nothing", "broken  measures nothing");
  }

  @Test
  void helpNamesTheBenchmarks() {
    assertThat(execute("--help")).isZero();
    assertThat(out()).contains("--quick", "--json", "good    measures nothing");
  }

  @Test
  void unknownNameIsOneLineAndExitCodeTwo() {
    assertThat(execute("god")).isEqualTo(2);
    assertThat(errors().lines())
        .containsExactly(
            "pgcause bench: there is no benchmark \"god\"; ./pgcause bench list shows all");
    assertThat(out()).isEmpty();
  }

  @Test
  void unknownOptionIsOneLineAndExitCodeTwo() {
    assertThat(execute("good", "--slow")).isEqualTo(2);
    assertThat(errors().lines())
        .containsExactly("pgcause bench: Unknown option: '--slow' (see ./pgcause bench --help)");
  }

  @Test
  void missingNameIsOneLineAndExitCodeTwo() {
    assertThat(execute()).isEqualTo(2);
    assertThat(errors().lines())
        .containsExactly("pgcause bench: expected a name; ./pgcause bench list shows all");
  }

  @Test
  void benchmarkWithoutFiguresSaysWhyAndFails() {
    assertThat(execute("broken", "--json")).isEqualTo(1);
    assertThat(errors()).contains("pgcause bench: broken gave no figures: the broker is gone");
    assertThat(out()).isEmpty();
  }

  @Test
  void shippedBenchmarksHaveNamesAndOneLineEach() {
    assertThat(ServiceLoader.load(Benchmark.class))
        .isNotEmpty()
        .allSatisfy(
            each -> {
              assertThat(each.name()).matches("[a-z0-9-]+");
              assertThat(each.description()).isNotBlank().doesNotContain("\n");
            });
  }
}
