package io.pgcause.flow.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Sets the parameters of a statement one after the other. */
final class Parameters {

  private final PreparedStatement statement;
  private final PGConnection connection;
  private int next = 1;

  Parameters(PreparedStatement statement) throws SQLException {
    this.statement = statement;
    this.connection = statement.getConnection().unwrap(PGConnection.class);
  }

  Parameters text(String value) throws SQLException {
    statement.setString(next++, value);
    return this;
  }

  Parameters integer(long value) throws SQLException {
    statement.setLong(next++, value);
    return this;
  }

  Parameters real(double value) throws SQLException {
    statement.setDouble(next++, value);
    return this;
  }

  Parameters bytes(byte[] value) throws SQLException {
    statement.setBytes(next++, value);
    return this;
  }

  /** An instant in microseconds since 1970 UTC; 0 means that there is none. */
  Parameters instant(long micros) throws SQLException {
    if (micros == 0) {
      statement.setNull(next++, Types.TIMESTAMP_WITH_TIMEZONE);
    } else {
      statement.setObject(
          next++, Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    }
    return this;
  }

  Parameters texts(String[] values) throws SQLException {
    return array("text", values);
  }

  Parameters integers(long[] values) throws SQLException {
    return array("int8", values);
  }

  Parameters integers(@Nullable Long[] values) throws SQLException {
    return array("int8", values);
  }

  Parameters reals(double[] values) throws SQLException {
    return array("float8", values);
  }

  Parameters reals(@Nullable Double[] values) throws SQLException {
    return array("float8", values);
  }

  private Parameters array(String type, Object values) throws SQLException {
    statement.setArray(next++, connection.createArrayOf(type, values));
    return this;
  }
}
