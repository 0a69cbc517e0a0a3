package io.pgcause.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pgcause.sql.FamilyTable.Column;
import io.pgcause.sql.MigrationException.Reason;
import io.pgcause.sql.fixture.ScratchDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What migrations leave behind, and when they refuse. */
abstract class SchemaContract extends StoreContract {

  private static final List<String> ALL_VERSIONS = List.of("1", "2", "3", "4", "5", "6");

  SchemaContract(Edition edition) {
    super(edition);
  }

  @Test
  void emptyDatabaseGetsEveryMigration() {
    assertThat(migrated).isEqualTo(new MigrationReport("6", ALL_VERSIONS, edition.hypertables()));
  }

  @Test
  void secondMigrationChangesNothing() {
    assertThat(Migrations.migrate(database.dataSource()))
        .isEqualTo(new MigrationReport("6", List.of(), edition.hypertables()));
  }

  @Test
  void twoProcessesMayMigrateAtOnce() throws Exception {
    try (ScratchDatabase empty = newDatabase()) {
      CompletableFuture<MigrationReport> other =
          CompletableFuture.supplyAsync(() -> Migrations.migrate(empty.dataSource()));
      List<String> applied = new ArrayList<>(Migrations.migrate(empty.dataSource()).applied());
      applied.addAll(other.get().applied());

      assertThat(applied).containsExactlyInAnyOrderElementsOf(ALL_VERSIONS);
    }
  }

  @Test
  void roleThatOwnsOnlyTheSchemaGetsPlainTables() throws Exception {
    try (ScratchDatabase managed = newDatabase()) {
      assertThat(Migrations.migrate(managed.dataSourceOfOrdinaryRole()))
          .isEqualTo(new MigrationReport("6", ALL_VERSIONS, 0));
    }
  }

  @Test
  void schemaThatSomebodyElseMadeIsLeftAlone() throws Exception {
    try (ScratchDatabase foreign = newDatabase();
        Session owner = new Session(foreign.connect())) {
      owner.execute("create schema pgcause create table theirs (id int)");

      assertThatExceptionOfType(MigrationException.class)
          .isThrownBy(() -> Migrations.migrate(foreign.dataSource()))
          .withMessageStartingWith("store not migrated: schema pgcause is not as these migrations")
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.FOREIGN_SCHEMA));
    }
  }

  @Test
  void missingDatabaseIsSaidToBeUnreachable() {
    PGSimpleDataSource missing = new PGSimpleDataSource();
    missing.setUrl(database.url().replace(database.name(), "nowhere"));

    assertThatExceptionOfType(MigrationException.class)
        .isThrownBy(() -> Migrations.migrate(missing))
        .withMessageContaining("\"nowhere\" does not exist")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));
  }

  @Test
  void familiesHaveTheColumnsAndCommentsOfTheCatalogue() throws SQLException {
    List<String> drift = new ArrayList<>();
    for (FamilyTable table : FamilyTable.all()) {
      drift.addAll(drift(table));
    }

    assertThat(drift).as("write this as a new migration in sql/migrations").isEmpty();
  }

  @Test
  void keysOfFamiliesAreInstanceLabelsAndTime() throws SQLException {
    List<String> expected =
        FamilyTable.all().stream()
            .map(table -> table.name() + "|" + table.key().stream().map(Column::name).toList())
            .map(row -> row.replace("[", "{").replace("]", "}").replace(", ", ","))
            .toList();

    assertThat(
            session.rows(
                """
                select class.relname, array(
                  select attribute.attname
                  from unnest(index.indkey) with ordinality as key (number, position)
                  join pg_attribute as attribute
                    on attribute.attrelid = class.oid and attribute.attnum = key.number
                  order by key.position)
                from pg_index as index
                join pg_class as class on class.oid = index.indrelid
                where index.indisprimary and class.relnamespace = 'pgcause'::regnamespace
                  and class.relname like 'metric\\_%'
                """))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void everythingIsCommented() throws SQLException {
    assertThat(
            session.rows(
                """
                select class.relname, attribute.attname
                from pg_class as class
                join pg_attribute as attribute
                  on attribute.attrelid = class.oid and not attribute.attisdropped
                where class.relnamespace = 'pgcause'::regnamespace
                  and class.relkind in ('r', 'v')
                  and class.relname not like 'flyway%'
                  and (attribute.attnum > 0
                    and col_description(class.oid, attribute.attnum) is null
                    or obj_description(class.oid, 'pg_class') is null)
                """))
        .isEmpty();
  }

  @Test
  void noNameNeedsQuotes() throws SQLException {
    assertThat(
            session.rows(
                """
                select class.relname, attribute.attname
                from pg_class as class
                join pg_attribute as attribute on attribute.attrelid = class.oid
                where class.relnamespace = 'pgcause'::regnamespace
                  and class.relname not like 'flyway%'
                  and attribute.attnum > 0
                  and (quote_ident(class.relname) <> class.relname
                    or quote_ident(attribute.attname) <> attribute.attname)
                """))
        .isEmpty();
  }

  private List<String> drift(FamilyTable table) throws SQLException {
    List<String> found = describe(table);
    if (found.isEmpty()) {
      return List.of(
          FamilyDdl.create(table)
              + "select pgcause.adopt_timescaledb();\nselect pgcause.grant_access();");
    }
    List<String> drift = new ArrayList<>();
    for (Column column : table.columns()) {
      String type = column.name() + "|" + column.sqlType() + "|";
      String comment = FamilyDdl.comment(column);
      if (found.remove(type + comment)) {
        continue;
      }
      if (found.removeIf(row -> row.startsWith(type))) {
        drift.add(FamilyDdl.comment(table, column));
      } else {
        drift.add(FamilyDdl.add(table, column));
      }
    }
    found.forEach(row -> drift.add("-- not in the catalogue: " + table + " " + row));
    return drift;
  }

  /** The columns of a table as {@code name|type|comment}; a list that may be changed. */
  private List<String> describe(FamilyTable table) throws SQLException {
    return session.rows(
        """
        select attname, format_type(atttypid, atttypmod), col_description(attrelid, attnum)
        from pg_attribute
        where attrelid = to_regclass('%s') and attnum > 0 and not attisdropped
        order by attnum
        """
            .formatted(table));
  }
}
