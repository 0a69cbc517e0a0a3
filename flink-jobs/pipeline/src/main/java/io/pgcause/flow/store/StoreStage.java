package io.pgcause.flow.store;

import io.pgcause.flow.event.Alert;
import io.pgcause.flow.event.Anomaly;
import io.pgcause.flow.event.DeadLetter;
import io.pgcause.flow.event.RollupBlock;
import io.pgcause.flow.event.RuleUpdate;
import io.pgcause.flow.event.WideEvent;
import io.pgcause.sql.FamilyTable;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.apache.flink.connector.jdbc.JdbcExecutionOptions;
import org.apache.flink.connector.jdbc.JdbcStatementBuilder;
import org.apache.flink.connector.jdbc.core.datastream.sink.JdbcSink;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Writes everything that is kept, at least once and on natural keys, so that each row is there
 * exactly once. Every sink holds one connection per subtask.
 */
public final class StoreStage {

  private final StoreOptions options;

  public StoreStage(StoreOptions options) {
    this.options = options;
  }

  /** One sink per raw family. */
  public void families(DataStream<WideEvent> events) {
    for (FamilyTable family : FamilyTable.all()) {
      FamilyStatement statement = new FamilyStatement(family);
      String group = family.group().name();
      events
          .filter(new HasRows(group))
          .name(group + " rows")
          .uid("filter-" + family.name() + "-v1")
          .sinkTo(sink(statement.sql(), statement, options.gathered()))
          .name("store " + family.name())
          .uid("store-" + family.name() + "-v1");
    }
  }

  /** Who is known and since when; written at most every 30 s per instance. */
  public void instances(DataStream<WideEvent> events) {
    String sql =
        """
        insert into pgcause.instance as known (instance_id, first_seen, last_seen, agent_id)
        values (?, ?, ?, ?)
        on conflict (instance_id) do update set
            first_seen = least(known.first_seen, excluded.first_seen),
            last_seen = greatest(known.last_seen, excluded.last_seen),
            agent_id = excluded.agent_id
        where excluded.last_seen > known.last_seen + interval '30 s'
            or excluded.first_seen < known.first_seen""";
    sinkTo(events, "instance", sql, StoreStage::bind, options.gathered());
  }

  /** Every version of every rule, so that an alert's rule can be read later. */
  public void rules(DataStream<RuleUpdate> updates) {
    String sql =
        """
        with known as (
            insert into pgcause.rule (rule_id) values (?) on conflict do nothing)
        insert into pgcause.rule_version (rule_id, version, text) values (?, ?, ?)
        on conflict do nothing""";
    sinkTo(updates, "rule_version", sql, StoreStage::bind, options.gathered());
  }

  public void rollups(DataStream<RollupBlock> blocks) {
    sinkTo(blocks, "rollup_1m", rollupStatement().sql(), StoreStage::bind, options.gathered());
  }

  public void anomalies(DataStream<Anomaly> anomalies) {
    String sql =
        """
        insert into pgcause.anomaly as old (instance_id, metric, object, detector, started_at,
            ended_at, peak_at, value, median, spread, score)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (instance_id, metric, object, detector, started_at) do update set
            ended_at = excluded.ended_at, peak_at = excluded.peak_at, value = excluded.value,
            median = excluded.median, spread = excluded.spread, score = excluded.score,
            updated_at = clock_timestamp()
        where old.ended_at is null""";
    sinkTo(anomalies, "anomaly", sql, StoreStage::bind, options.gathered());
  }

  public void alerts(DataStream<Alert> alerts) {
    String sql =
        """
        insert into pgcause.alert (alert_id, rule_id, rule_version, title, severity, instance_id,
            started_at, matched_at, says, cause, root_node, path, steps, subject, advice,
            confidence, origin, frame)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?, ?, ?)
        on conflict (alert_id) do nothing""";
    sinkTo(alerts, "alert", sql, StoreStage::bind, options.immediate());
  }

  public void deadLetters(DataStream<DeadLetter> letters) {
    String sql =
        """
        insert into pgcause.dead_letter (topic_position, reason, agent_id, instance_id, epoch,
            sequence, at, detail, head)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict do nothing""";
    sinkTo(letters, "dead_letter", sql, StoreStage::bind, options.gathered());
  }

  private <T> void sinkTo(
      DataStream<T> rows,
      String table,
      String sql,
      JdbcStatementBuilder<T> binder,
      JdbcExecutionOptions execution) {
    rows.sinkTo(sink(sql, binder, execution)).name("store " + table).uid("store-" + table + "-v1");
  }

  private <T> JdbcSink<T> sink(
      String sql, JdbcStatementBuilder<T> binder, JdbcExecutionOptions execution) {
    return JdbcSink.<T>builder()
        .withQueryStatement(sql, binder)
        .withExecutionOptions(execution)
        .buildAtLeastOnce(options.connection());
  }

  private static BlockStatement rollupStatement() {
    String real = "double precision";
    return new BlockStatement(
        "pgcause.rollup_1m",
        "bucket",
        List.of(
            new BlockStatement.Column("metric", "text"),
            new BlockStatement.Column("object", "text"),
            new BlockStatement.Column("count", "bigint"),
            new BlockStatement.Column("sum", real),
            new BlockStatement.Column("min", real),
            new BlockStatement.Column("max", real),
            new BlockStatement.Column("mean", real),
            new BlockStatement.Column("stddev", real),
            new BlockStatement.Column("p50", real),
            new BlockStatement.Column("p95", real),
            new BlockStatement.Column("p99", real)),
        Set.of("metric", "object"),
        BlockStatement.Resolution.REPLACE);
  }

  private static void bind(PreparedStatement statement, WideEvent event) throws SQLException {
    new Parameters(statement)
        .text(event.instanceId())
        .instant(event.atMicros())
        .instant(event.atMicros())
        .text(event.agentId());
  }

  private static void bind(PreparedStatement statement, RuleUpdate update) throws SQLException {
    new Parameters(statement)
        .text(update.ruleId())
        .text(update.ruleId())
        .integer(update.version())
        .text(update.text());
  }

  private static void bind(PreparedStatement statement, RollupBlock block) throws SQLException {
    new Parameters(statement)
        .instant(block.bucketMicros())
        .text(block.instanceId())
        .texts(block.metrics())
        .texts(block.objects())
        .integers(block.counts())
        .reals(block.sums())
        .reals(block.mins())
        .reals(block.maxs())
        .reals(block.means())
        .reals(block.stddevs())
        .reals(block.p50s())
        .reals(block.p95s())
        .reals(block.p99s());
  }

  private static void bind(PreparedStatement statement, Anomaly anomaly) throws SQLException {
    new Parameters(statement)
        .text(anomaly.instanceId())
        .text(anomaly.metric())
        .text(anomaly.object())
        .text(anomaly.detector())
        .instant(anomaly.startedAtMicros())
        .instant(anomaly.endedAtMicros())
        .instant(anomaly.peakAtMicros())
        .real(anomaly.value())
        .real(anomaly.median())
        .real(anomaly.spread())
        .real(anomaly.score());
  }

  private static void bind(PreparedStatement statement, Alert alert) throws SQLException {
    new Parameters(statement)
        .text(alert.alertId())
        .text(alert.ruleId())
        .integer(alert.ruleVersion())
        .text(alert.title())
        .text(alert.severity())
        .text(alert.instanceId())
        .instant(alert.startedAtMicros())
        .instant(alert.matchedAtMicros())
        .text(alert.says())
        .text(alert.cause())
        .text(alert.rootNode())
        .text(alert.path())
        .text(alert.steps())
        .text(alert.subject())
        .texts(alert.advice())
        .real(alert.confidence())
        .text(alert.origin())
        .text(alert.frame());
  }

  private static void bind(PreparedStatement statement, DeadLetter letter) throws SQLException {
    new Parameters(statement)
        .text(letter.position())
        .text(letter.reason())
        .text(letter.agentId())
        .text(letter.instanceId())
        .integer(letter.epoch())
        .integer(letter.sequence())
        .instant(letter.atMicros())
        .text(letter.detail())
        .bytes(letter.head());
  }
}
