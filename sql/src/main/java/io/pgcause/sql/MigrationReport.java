package io.pgcause.sql;

import java.util.List;

/**
 * What {@link Migrations#migrate} found and did.
 *
 * @param version the schema's version now
 * @param applied versions of the migrations that ran, in their order; empty when there was nothing
 *     to do
 * @param hypertables how many tables of the schema are hypertables; 0 on plain PostgreSQL
 */
public record MigrationReport(String version, List<String> applied, int hypertables) {

  public MigrationReport {
    applied = List.copyOf(applied);
  }
}
