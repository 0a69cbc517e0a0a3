package io.pgcause.benchmarks;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What every benchmark is told.
 *
 * @param quick whether a minute and rough figures are enough
 * @param home root of the checkout
 * @param progress takes a line for people at every step; never part of the result
 */
public record BenchOptions(boolean quick, Path home, Consumer<String> progress) {}
