package io.pgcause.benchmarks.path;

import io.pgcause.benchmarks.BenchOptions;
import io.pgcause.benchmarks.Benchmark;
import io.pgcause.benchmarks.Figures;
import io.pgcause.benchmarks.Spread;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * The demo's path for real on one machine: latency at the demo's rate, then throughput when frames
 * come as fast as they are acknowledged.
 */
public final class PathBenchmark implements Benchmark {

  private static final int BARE_ROUNDS = 500;

  private final Clock clock = Clock.systemUTC();

  /** For the loader of services. */
  public PathBenchmark() {}

  /**
   * How much is measured.
   *
   * @param agentRuns starts of the real agent
   * @param cycles of each
   * @param alerts that are waited for
   * @param instances of the replayed fleet
   * @param snapshots of each
   * @param repetitions of the replay and of its limit
   */
  private record Sizes(
      int agentRuns, int cycles, int alerts, int instances, int snapshots, int repetitions) {

    static final Sizes FULL = new Sizes(10, 3, 30, 300, 40, 3);
    static final Sizes QUICK = new Sizes(5, 2, 10, 100, 30, 1);
    static final Sizes WARM_UP = new Sizes(0, 0, 0, 50, 30, 1);
  }

  @Override
  public String name() {
    return "path";
  }

  @Override
  public String description() {
    return "latency and throughput of the whole path, from sample to row";
  }

  @Override
  public Figures run(BenchOptions options) throws Exception {
    Consumer<String> progress = options.progress();
    Sizes sizes = options.quick() ? Sizes.QUICK : Sizes.FULL;
    progress.accept("starting broker, store, job and bridge");
    try (LocalPath path = LocalPath.start(options.home())) {
      progress.accept("warming up");
      new Replay(path).run(fleet("warm", Sizes.WARM_UP));
      new UnnestLimit(path).run(fleet("warm", Sizes.WARM_UP));
      Figures.Builder figures = Figures.builder();
      measureLatency(path, sizes, figures, progress);
      measureThroughput(path, sizes, figures, progress);
      return figures.build();
    }
  }

  private void measureLatency(
      LocalPath path, Sizes sizes, Figures.Builder figures, Consumer<String> progress)
      throws Exception {
    progress.accept("bare round trips of broker and store");
    BareRoundTrips bare = new BareRoundTrips(path);
    double commit = bare.commits(BARE_ROUNDS).median();
    double message = bare.messages(BARE_ROUNDS).median();
    progress.accept("rows of a real agent, " + sizes.agentRuns() + " times");
    RowLatency.Result agent =
        new RowLatency(path, clock).measure(sizes.agentRuns(), sizes.cycles());
    Spread rows = agent.millis();
    progress.accept(sizes.alerts() + " alerts");
    Spread alerts = new AlertLatency(path, clock).measure(sizes.alerts());
    figures
        .add("row_latency_p50_ms", rows.median(), "bare_round_trips_ms")
        .add("row_latency_p99_ms", rows.quantile(0.99), "bare_round_trips_ms")
        .addMedian("alert_latency_median_ms", alerts, "bare_round_trips_ms")
        .add("alert_latency_max_ms", alerts.max(), "bare_round_trips_ms")
        .add("agent_frame_bytes", agent.frameBytes())
        .add("jdbc_commit_p50_ms", commit)
        .add("pulsar_round_trip_p50_ms", message)
        .add("bare_round_trips_ms", commit + message)
        .note(
            "latency: %d cycles of 1 s in %d runs of an agent, %d alerts; p99 of so few is the largest"
                .formatted(rows.count(), sizes.agentRuns(), alerts.count()))
        .note("bare round trips: the sum of a commit and a message, medians of " + BARE_ROUNDS);
  }

  private void measureThroughput(
      LocalPath path, Sizes sizes, Figures.Builder figures, Consumer<String> progress)
      throws Exception {
    List<Replay.Result> results = new ArrayList<>();
    List<Double> limits = new ArrayList<>();
    for (int i = 1; i <= sizes.repetitions(); i++) {
      progress.accept("replay " + i + " of " + sizes.repetitions());
      Fleet fleet = fleet("fleet-" + i, sizes);
      results.add(new Replay(path).run(fleet));
      progress.accept("the same rows without the path");
      limits.add(new UnnestLimit(path).run(fleet));
    }
    figures
        .addMedian("samples_per_second", spread(results, r -> r.samples() / r.seconds()), null)
        .addMedian(
            "rows_per_second",
            spread(results, r -> r.rows() / r.seconds()),
            "unnest_rows_per_second")
        .addMedian("unnest_rows_per_second", Spread.of(limits), null)
        .addMedian(
            "rollup_rows_per_second", spread(results, r -> r.rollupRows() / r.seconds()), null)
        .addMedian(
            "acknowledged_samples_per_second",
            spread(results, r -> r.samples() / r.acknowledgedSeconds()),
            null)
        .addMedian(
            "cpu_us_per_sample", spread(results, r -> r.cpuSeconds() * 1e6 / r.samples()), null)
        .addMedian(
            "frame_bytes_per_sample", spread(results, r -> (double) r.bytes() / r.samples()), null);
    Replay.Result first = results.get(0);
    figures.note(
        String.format(
            Locale.ROOT,
            "throughput: %d repetitions of %d instances x %d snapshots: %,d samples, %,d rows;"
                + " rollups are written besides",
            sizes.repetitions(),
            sizes.instances(),
            sizes.snapshots(),
            first.samples(),
            first.rows()));
    figures.note("unnest: pgjdbc alone, 2,000 rows a statement, a connection per core");
  }

  private Fleet fleet(String name, Sizes sizes) {
    return new Fleet(
        name,
        sizes.instances(),
        sizes.snapshots(),
        clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  private static Spread spread(
      List<Replay.Result> results, ToDoubleFunction<Replay.Result> figure) {
    return Spread.of(results.stream().map(figure::applyAsDouble).toList());
  }
}
