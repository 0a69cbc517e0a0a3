package io.pgcause.flow.event;

/**
 * A rule that matched on an instance, with all that explains it.
 *
 * @param alertId deterministic from rule, version, instance and start: a replay gives the same
 * @param startedAtMicros when the first step held and the matched window began, microseconds since
 *     1970 UTC
 * @param matchedAtMicros when the last step held: the sample that completed the pattern
 * @param says what on-call should read first
 * @param cause why it happens, a sentence
 * @param rootNode the most upstream node of the path
 * @param path JSON array, root first, of {@code {node, title, means, evidence: [{expression,
 *     metric, labels, value, unit, at}]}}
 * @param steps JSON array, in order, of {@code {step, when, at, evidence}}
 * @param subject JSON object of whom this is about and what to act on: by the name the rule gives
 *     them, the labels of their rows, {@code {"root_blocker": {"process.pid": "4711", ...}, ...}};
 *     {@code {}} when the rule names none or the snapshot shows none
 * @param advice sentences, what to do first
 * @param confidence 0 to 1
 * @param origin graph, ml or hybrid
 * @param frame epoch and sequence of the frame in which the pattern was completed
 */
public record Alert(
    String alertId,
    String ruleId,
    int ruleVersion,
    String title,
    String severity,
    String instanceId,
    long startedAtMicros,
    long matchedAtMicros,
    String says,
    String cause,
    String rootNode,
    String path,
    String steps,
    String subject,
    String[] advice,
    double confidence,
    String origin,
    String frame) {}
