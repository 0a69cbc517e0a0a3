/**
 * Measures the whole path on one machine: a checkout enters, latencies and throughputs from sample
 * to committed row leave, beside what a bare broker and a bare store do in the same run.
 */
@NullMarked
package io.pgcause.benchmarks.path;

import org.jspecify.annotations.NullMarked;
