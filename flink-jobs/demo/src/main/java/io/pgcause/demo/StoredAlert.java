package io.pgcause.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An alert as it stands in the store.
 *
 * @param matchedAt time of the sample that completed the pattern
 * @param visibleAt when the row was seen by another connection: committed
 */
record StoredAlert(
    String alertId,
    String ruleId,
    int ruleVersion,
    String title,
    String severity,
    String instanceId,
    Instant startedAt,
    Instant matchedAt,
    Instant visibleAt,
    String says,
    String cause,
    String rootNode,
    JsonNode path,
    JsonNode subject,
    List<String> advice) {

  /** From the sample that completed the pattern to the committed row. */
  Duration latency() {
    return Duration.between(matchedAt, visibleAt);
  }
}
