package io.pgcause.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VersionedSqlTest {

  @ParameterizedTest
  @MethodSource("shippedQueries")
  void everyMajorHasExactlyOneText(String query) {
    VersionedSql sql = VersionedSql.load(query);

    assertThat(IntStream.rangeClosed(VersionedSql.OLDEST_MAJOR, VersionedSql.NEWEST_MAJOR))
        .allSatisfy(major -> assertThat(sql.sectionsFor(major)).isEqualTo(1));
  }

  @Test
  void everyQueryIsAskedBySomeSampler() throws IOException, URISyntaxException {
    assertThat(ServerGroups.samplers())
        .extracting(GroupSampler::name)
        .containsExactlyInAnyOrderElementsOf(shippedQueries());
  }

  @Test
  void textsHoldNoComments() throws NotEvaluableException {
    VersionedSql sql =
        VersionedSql.parse(
            "q", "-- for all\n-- majors 13-15\nselect 1\n-- for 16\n-- majors 16-18\nselect 2\n");

    assertThat(sql.text(13)).isEqualTo("select 1\n");
    assertThat(sql.text(18)).isEqualTo("select 2\n");
  }

  @Test
  void newerServersAreAskedLikeTheNewestKnown() throws NotEvaluableException {
    VersionedSql sql = VersionedSql.parse("q", "-- majors 13-18: needs pg_monitor\nselect 1\n");

    assertThat(sql.text(19)).isEqualTo("select 1\n");
    assertThat(sql.neededRole(19)).isEqualTo("pg_monitor");
  }

  @Test
  void serversThatAreTooOldGetAReason() {
    VersionedSql sql =
        VersionedSql.parse("q", "-- majors 13: none, x is new in 14\n-- majors 14-18\nselect 1\n");

    assertThatThrownBy(() -> sql.text(13)).hasMessage("x is new in 14; the server is 13");
    assertThatThrownBy(() -> sql.text(12))
        .hasMessage("PostgreSQL 13 or newer is needed, the server is 12");
  }

  @Test
  void headerThatSaysSomethingElseIsRefused() {
    assertThatThrownBy(() -> VersionedSql.parse("q", "-- majors 13: maybe\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static List<String> shippedQueries() throws IOException, URISyntaxException {
    Path folder =
        Path.of(VersionedSql.class.getResource("instance.sql").toURI()).resolveSibling("");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sql"))
          .map(name -> name.substring(0, name.length() - ".sql".length()))
          .sorted()
          .toList();
    }
  }
}
