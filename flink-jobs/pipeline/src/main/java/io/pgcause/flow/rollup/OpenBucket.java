package io.pgcause.flow.rollup;

/**
 * The newest bucket of an instance. Public for Flink's POJO serialiser.
 *
 * @param startMicros microseconds since 1970 UTC
 * @param dueMillis processing time at which it is closed should no event of a later one come; 0
 *     when it has been and no event came since
 * @param timerMillis when the instance's one timer fires, at the latest at {@code dueMillis}; 0
 *     when none is registered
 */
public record OpenBucket(long startMicros, long dueMillis, long timerMillis) {}
