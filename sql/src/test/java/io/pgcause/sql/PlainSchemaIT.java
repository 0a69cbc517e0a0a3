package io.pgcause.sql;

final class PlainSchemaIT extends SchemaContract {

  PlainSchemaIT() {
    super(Edition.PLAIN);
  }
}
