package io.pgcause.flow.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgcause.flow.Snapshots;
import io.pgcause.flow.event.Anomaly;
import io.pgcause.flow.event.DeadLetter;
import io.pgcause.flow.event.RollupBlock;
import io.pgcause.flow.event.RuleUpdate;
import io.pgcause.flow.event.WideEvent;
import io.pgcause.sql.Migrations;
import io.pgcause.sql.fixture.ScratchDatabase;
import io.pgcause.sql.fixture.StoreServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the sinks must do on a store of every edition; each test has a database of its own. */
abstract class StoreStageContract {

  private StoreServer server;
  private ScratchDatabase database;

  abstract StoreServer startServer() throws IOException;

  @BeforeEach
  void migrateNewDatabase() throws IOException, SQLException {
    server = startServer();
    database = ScratchDatabase.on(server.url());
    Migrations.migrate(database.dataSource());
  }

  @AfterEach
  void stopServer() throws SQLException {
    if (database != null) {
      database.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void rowsOfAFamilyAreWrittenOnceHoweverOftenTheyCome() throws Exception {
    WideEvent event =
        Snapshots.at(10)
            .row("database", "shop")
            .set("postgresql.commits", 500)
            .row("database", "other, with a comma")
            .set("postgresql.commits", 7)
            .event("family");

    run((environment, stage) -> stage.families(environment.fromData(event, event)));

    assertThat(
            texts(
                "select concat_ws('|', db_namespace, commits, rollbacks) from"
                    + " pgcause.metric_database where instance_id = 'family' order by 1"))
        .containsExactly("other, with a comma|7", "shop|500");
  }

  @Test
  void instanceIsKnownFromItsFirstEventToItsLast() throws Exception {
    run(
        (environment, stage) ->
            stage.instances(
                environment.fromData(
                    Snapshots.at(100).event("seen"),
                    Snapshots.at(110).event("seen"),
                    Snapshots.at(160).event("seen"))));

    assertThat(
            texts(
                "select extract(epoch from first_seen)::int || ' ' || extract(epoch from"
                    + " last_seen)::int from pgcause.instance"))
        .containsExactly("100 160");
  }

  @Test
  void everyVersionOfARuleIsKeptAsItWasPublished() throws Exception {
    run(
        (environment, stage) ->
            stage.rules(
                environment.fromData(
                    new RuleUpdate("LOCK-01", 1, "one"),
                    new RuleUpdate("LOCK-01", 2, "two"),
                    new RuleUpdate("LOCK-01", 1, "one"))));

    assertThat(texts("select version || text from pgcause.rule_version order by 1"))
        .containsExactly("1one", "2two");
  }

  @Test
  void rollupThatIsMadeAgainReplacesTheFirst() throws Exception {
    run((environment, stage) -> stage.rollups(environment.fromData(rollup(3))));
    run((environment, stage) -> stage.rollups(environment.fromData(rollup(4))));

    assertThat(texts("select count || ' ' || p95 from pgcause.rollup_1m")).containsExactly("4 4");
  }

  @Test
  void anomalyThatEndsKeepsItsRowAndAReplayDoesNotOpenItAgain() throws Exception {
    run(
        (environment, stage) ->
            stage.anomalies(environment.fromData(anomaly(0, 5), anomaly(30, 9), anomaly(0, 5))));

    assertThat(texts("select score || ' ' || (ended_at is null) from pgcause.anomaly"))
        .containsExactly("9 false");
  }

  @Test
  void deadLetterIsKeptOnceWithTheHeadOfItsFrame() throws Exception {
    DeadLetter letter =
        new DeadLetter(
            "frames.v1-partition-0 @ 1:2", "malformed", "", "", 0, 0, 5, "why", new byte[] {1, 2});

    run((environment, stage) -> stage.deadLetters(environment.fromData(letter, letter)));

    assertThat(texts("select reason || encode(head, 'hex') from pgcause.dead_letter"))
        .containsExactly("malformed0102");
  }

  private interface Part {
    void add(StreamExecutionEnvironment environment, StoreStage stage);
  }

  private void run(Part part) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(
            1, new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
    part.add(
        environment,
        new StoreStage(new StoreOptions(database.url(), "postgres", "", Duration.ofMillis(200))));
    environment.execute();
  }

  private static RollupBlock rollup(int count) {
    double[] value = {count};
    return new RollupBlock(
        "rollup",
        60_000_000,
        new String[] {"postgresql.commits"},
        new String[] {"db.namespace=shop"},
        new long[] {count},
        value,
        value,
        value,
        value,
        value,
        value,
        value,
        value);
  }

  private static Anomaly anomaly(long endedAt, double score) {
    return new Anomaly(
        "anomaly", "postgresql.commits", "", "robust-z", 10, endedAt, 20, 1, 2, 3, score);
  }

  private List<String> texts(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }
}
