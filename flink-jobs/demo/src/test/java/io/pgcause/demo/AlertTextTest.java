package io.pgcause.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertTextTest {

  private static final Instant MATCHED = Instant.parse("2026-01-01T12:00:10Z");

  private final AlertText text =
      new AlertText(
          new Terminal(
              new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
              false));

  @Test
  void everySubjectHasALineThatBeginsWithItsPid() throws Exception {
    String subjects =
        """
        {"waiting_ddl": {"state": "active", "lock.mode": "AccessExclusiveLock",
          "user.name": "shop_app", "process.pid": "4712", "application.name": "schema-migration"},
         "root_blocker": {"state": "idle in transaction", "lock.role": "root_blocker",
          "user.name": "shop_app", "process.pid": "4711", "application.name": "nightly-report"}}
        """;

    assertThat(text.lines(alert(subjects)))
        .containsSequence(
            "  waiting ddl   pid 4712, schema-migration (shop_app), active,"
                + " lock.mode AccessExclusiveLock",
            "  root blocker   pid 4711, nightly-report (shop_app), idle in transaction",
            "  do     Cancel the DDL.");
  }

  @Test
  void labelsThatASubjectLacksAreLeftOut() throws Exception {
    assertThat(
            text.lines(alert("{\"blocker\": {\"user.name\": \"app\"}, \"table\": {\"a\": \"b\"}}")))
        .contains("  blocker   app", "  table   a b");
  }

  @Test
  void alertWithoutSubjectsHasNoLineOfThem() throws Exception {
    assertThat(text.lines(alert("{}")))
        .containsSequence("  path   (root cause first)", "  do     Cancel the DDL.");
  }

  private static StoredAlert alert(String subjects) throws Exception {
    ObjectMapper json = new ObjectMapper();
    JsonNode path = json.createArrayNode();
    return new StoredAlert(
        "a1",
        "LOCK-01",
        1,
        "DDL lock-queue pile-up",
        "critical",
        "shop-1",
        MATCHED.minusSeconds(10),
        MATCHED,
        MATCHED.plusMillis(80),
        "Everyone waits.",
        "A DDL waits.",
        "long_transaction",
        path,
        json.readTree(subjects),
        List.of("Cancel the DDL."));
  }
}
