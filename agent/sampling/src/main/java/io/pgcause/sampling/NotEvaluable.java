package io.pgcause.sampling;

import io.pgcause.wire.metric.MetricGroup;

/**
 * A group, or the part of one that a query reads, which a cycle could not evaluate. Not the same as
 * a table without rows, which says that there is nothing to report.
 *
 * @param group the group whose table is missing, or has cells missing
 * @param query what could not be read, as in label {@code query.group} of group agent_group
 * @param reason for people; holds no password
 */
public record NotEvaluable(MetricGroup group, String query, String reason) {}
