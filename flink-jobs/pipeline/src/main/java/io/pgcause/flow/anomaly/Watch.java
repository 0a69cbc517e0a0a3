package io.pgcause.flow.anomaly;

/**
 * How far the watch over one instance is, in one state, since every event reads it. Public for
 * Flink's POJO serialiser.
 *
 * @param lastAtMicros time of the newest event
 * @param series how many series are known
 * @param anomalous keys of those with an anomaly that lasts; mostly none
 */
public record Watch(long lastAtMicros, int series, String[] anomalous) {}
