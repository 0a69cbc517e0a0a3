package io.pgcause.flow.event;

/**
 * The series of one instance over one bucket, as columns: entry i of every array belongs to series
 * i. A counter's values are its per-second rates.
 *
 * @param instanceId of all series
 * @param bucketMicros start of the bucket, microseconds since 1970 UTC
 * @param metrics catalogue names
 * @param objects labels of the row, {@code name=value, ...}; empty for none
 * @param counts values in the bucket, at least 1
 * @param stddevs of the population; 0 for a single value
 * @param p50s nearest rank, as all quantiles
 */
public record RollupBlock(
    String instanceId,
    long bucketMicros,
    String[] metrics,
    String[] objects,
    long[] counts,
    double[] sums,
    double[] mins,
    double[] maxs,
    double[] means,
    double[] stddevs,
    double[] p50s,
    double[] p95s,
    double[] p99s) {}
