package io.pgcause.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final Machine MACHINE =
      new Machine("Some CPU", 2, 24_064, "JDK 17.0.15 -Xmx640m", "Linux 6.1", 0.5);

  private static Report report(Figures figures) {
    return new Report("path", figures, MACHINE, "./pgcause bench path");
  }

  @Test
  void tableShowsFigureLimitRatioMachineAndCommand() {
    Figures figures =
        Figures.builder()
            .addMedian(
                "rows_per_second", Spread.of(List.of(9_000.0, 10_000.0, 12_000.0)), "limit_rows_ps")
            .add("limit_rows_ps", 40_000)
            .add("alert_latency_max_ms", 12.34)
            .note("three repetitions")
            .build();

    assertThat(report(figures).table())
        .containsExactly(
            "figure                  ours       min .. max  limit or peer of the same run"
                + "  its value  ratio",
            "rows_per_second       10,000  9,000 .. 12,000  limit_rows_ps                "
                + "     40,000   0.25",
            "limit_rows_ps         40,000",
            "alert_latency_max_ms    12.3",
            "",
            "three repetitions",
            "machine: Some CPU, 2 cores, 23.5 GiB, JDK 17.0.15 -Xmx640m, Linux 6.1,"
                + " load 0.5 at the start",
            "command: ./pgcause bench path");
  }

  @Test
  void jsonHoldsNameAndFiguresWithTheirRange() {
    Figures figures =
        Figures.builder()
            .addMedian("rows_per_second", Spread.of(List.of(1.0, 2.0, 3.0)), null)
            .add("commit_ms", 0.25)
            .build();

    assertThat(report(figures).json())
        .isEqualTo(
            "{\"bench\":\"path\",\"figures\":{\"rows_per_second\":2.0,"
                + "\"rows_per_second_min\":1.0,\"rows_per_second_max\":3.0,\"commit_ms\":0.25}}");
  }

  @Test
  void singleRepetitionHasNoRange() {
    Figures figures =
        Figures.builder().addMedian("rows_per_second", Spread.of(List.of(7.0)), null).build();

    assertThat(report(figures).json())
        .isEqualTo("{\"bench\":\"path\",\"figures\":{\"rows_per_second\":7.0}}");
  }

  @Test
  void limitThatWasNotMeasuredIsRefused() {
    Figures.Builder figures = Figures.builder().add("rows_per_second", 1, "nothing_per_second");

    assertThatIllegalArgumentException()
        .isThrownBy(figures::build)
        .withMessage("rows_per_second is compared with nothing_per_second, which is not there");
  }

  @Test
  void nameThatStandsTwiceIsRefused() {
    Figures.Builder figures = Figures.builder().add("commit_ms", 1).add("commit_ms", 2);

    assertThatIllegalArgumentException()
        .isThrownBy(figures::build)
        .withMessage("figure commit_ms stands twice");
  }

  @Test
  void nameWithoutUnitIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Figures.builder().add("Latency", 1))
        .withMessage("a figure is named in snake case and with its unit, not \"Latency\"");
  }
}
