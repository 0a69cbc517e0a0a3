package io.pgcause.flow.event;

/**
 * A stretch in which a series is not itself; sent again as it grows and when it ends, under the
 * same key (instance, metric, object, detector, start).
 *
 * @param instanceId of the series
 * @param metric catalogue name; of a counter, its rate is meant
 * @param object labels of the row, {@code name=value, ...}; empty for none
 * @param detector which method says so, such as {@code robust-z}
 * @param startedAtMicros first value beyond the threshold, microseconds since 1970 UTC
 * @param endedAtMicros first value of those within the lower threshold that ended it; 0 while it
 *     lasts
 * @param peakAtMicros when {@code value} was seen
 * @param value the most unusual value so far
 * @param median what was usual when it began
 * @param spread 1.4826 times the median absolute deviation when it began, not below the floor
 * @param score (value - median) / spread, between -100 and 100
 */
public record Anomaly(
    String instanceId,
    String metric,
    String object,
    String detector,
    long startedAtMicros,
    long endedAtMicros,
    long peakAtMicros,
    double value,
    double median,
    double spread,
    double score) {}
