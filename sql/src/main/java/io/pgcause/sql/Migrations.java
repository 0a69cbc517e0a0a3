package io.pgcause.sql;

import io.pgcause.sql.MigrationException.Reason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.MigrateOutput;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database up to the newest schema of the store. PostgreSQL 14 or newer; with the
 * extension TimescaleDB the tables become hypertables, without it everything works all the same.
 */
public final class Migrations {

  /** Where the migrations lie, for other ways to run Flyway. */
  public static final String LOCATION = "classpath:io/pgcause/sql/migrations";

  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  private Migrations() {}

  /**
   * Applies every migration that {@code store} does not have yet, each in a transaction of its own.
   * Several processes may call it at once: one works, the others wait.
   *
   * @param store connects as a role that may create schema pgcause, or owns it; the extension and
   *     the roles pgcause_reader and pgcause_writer are left out when it may not create them
   * @throws MigrationException when the store cannot be brought to the newest version
   */
  public static MigrationReport migrate(DataSource store) {
    Flyway flyway = flyway(store);
    try {
      List<String> applied =
          flyway.migrate().migrations.stream()
              .map((MigrateOutput migration) -> migration.version)
              .toList();
      MigrationReport report =
          new MigrationReport(version(flyway), applied, countHypertables(store));
      LOG.info(
          "event=store_migrated version={} applied={} hypertables={}",
          report.version(),
          applied.size(),
          report.hypertables());
      return report;
    } catch (FlywayException e) {
      throw explained(e);
    } catch (SQLException e) {
      throw new MigrationException(
          Reason.FAILED, "store is migrated, but its hypertables cannot be counted: " + e, e);
    }
  }

  private static Flyway flyway(DataSource store) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .dataSource(store)
        .schemas(FamilyTable.SCHEMA)
        .locations(LOCATION)
        .failOnMissingLocations(true)
        .validateMigrationNaming(true)
        .placeholderReplacement(false)
        .load();
  }

  private static String version(Flyway flyway) {
    MigrationInfo current = flyway.info().current();
    return current == null ? "" : current.getVersion().getVersion();
  }

  private static int countHypertables(DataSource store) throws SQLException {
    try (Connection connection = store.getConnection();
        Statement statement = connection.createStatement()) {
      if (count(statement, "select count(*) from pg_extension where extname = 'timescaledb'")
          == 0) {
        return 0;
      }
      return count(
          statement,
          "select count(*) from timescaledb_information.hypertables"
              + " where hypertable_schema = 'pgcause'");
    }
  }

  private static int count(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static MigrationException explained(FlywayException e) {
    SQLException sql = sqlCause(e);
    String state = sql == null || sql.getSQLState() == null ? "" : sql.getSQLState();
    if (state.startsWith("08") || state.startsWith("28") || state.equals("3D000")) {
      return exception(
          Reason.UNREACHABLE, "cannot connect to the store; check its URL, user and password", e);
    }
    if (state.equals("42501")) {
      return exception(
          Reason.NOT_PERMITTED,
          "the role may not create schema pgcause or change what is in it; grant it CREATE on the"
              + " database, or let it own the schema",
          e);
    }
    if (e instanceof FlywayValidateException || sql == null) {
      return exception(
          Reason.FOREIGN_SCHEMA,
          "schema pgcause is not as these migrations left it; use an empty database, or the release"
              + " that made it",
          e);
    }
    return exception(Reason.FAILED, "a migration failed and was rolled back", e);
  }

  private static MigrationException exception(Reason reason, String message, FlywayException e) {
    SQLException sql = sqlCause(e);
    String found = sql == null ? e.getMessage() : sql.getMessage();
    return new MigrationException(reason, "store not migrated: " + message + ": " + found, e);
  }

  private static @Nullable SQLException sqlCause(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }
}
