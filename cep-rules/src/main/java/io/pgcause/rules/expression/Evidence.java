package io.pgcause.rules.expression;

/**
 * A number that an alert can show for what it claims.
 *
 * @param expression what was read, as the rule or the graph writes it
 * @param metric the metric that was read; empty when a calculation read several
 * @param labels of the largest or smallest: the labels of its row, {@code name=value, ...}; of a
 *     sum, average or count: which rows went in, as the expression writes it. May be empty
 * @param value in {@code unit}, never NaN
 * @param unit UCUM unit, such as {@code s}, {@code By/s} or {@code 1}
 * @param atMicros time of the snapshot, microseconds since 1970 UTC
 */
public record Evidence(
    String expression, String metric, String labels, double value, String unit, long atMicros) {}
