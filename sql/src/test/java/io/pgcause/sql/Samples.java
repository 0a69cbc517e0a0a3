package io.pgcause.sql;

/** Rows as the pipeline writes them. */
final class Samples {

  /** A lock queue on the instance shop, from 12:00 to 12:02; path of two nodes. */
  static final String ALERT =
      """
      insert into pgcause.alert (alert_id, rule_id, rule_version, title, severity, instance_id,
        started_at, matched_at, says, cause, root_node, path, steps, subject, advice, confidence,
        origin, frame)
      values ('a1', 'lock-queue', 3, 'Lock queue', 'critical', 'shop',
        '2026-01-01 12:00:10Z', '2026-01-01 12:02:00Z', 'A transaction blocks 7 sessions.',
        'Somebody forgot to commit.', 'idle_transaction',
        '[{"node": "idle_transaction", "title": "idle transaction", "means": "It holds its locks.",
           "evidence": [
             {"expression": "max(postgresql.transaction.max_age)",
              "metric": "postgresql.transaction.max_age", "labels": "state=idle in transaction",
              "value": 90.5, "unit": "s", "at": "2026-01-01T12:02:00Z"},
             {"expression": "a / b", "metric": "", "labels": "", "value": 0.5, "unit": "1",
              "at": "2026-01-01T12:02:00Z"}]},
          {"node": "sessions_blocked", "title": "sessions blocked", "means": "They wait.",
           "evidence": []}]',
        '[]', '{"root_blocker": {"process.pid": "4711"}}', array['End session 4711.', 'Set a timeout.'], 1, 'graph',
        '7:42')""";

  private Samples() {}
}
