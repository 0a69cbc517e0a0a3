package io.pgcause.benchmarks;

/**
 * One measurement. A new one is a public class with a public constructor without parameters, named
 * in {@code META-INF/services}.
 */
public interface Benchmark {

  /** What it is called on the command line: lower case, digits and hyphens. */
  String name();

  /** What it measures, in one line. */
  String description();

  /**
   * Measures, and leaves nothing running.
   *
   * @throws Exception when there are no figures; its message says what was in the way
   */
  Figures run(BenchOptions options) throws Exception;
}
