package io.pgcause.sampling;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What a line of the server's log is about.
 *
 * @param name of the event: by SQLSTATE first, then by the text, which is in English only when
 *     lc_messages says so; {@link #OTHER} when the SQLSTATE says it all
 * @param severity as in the log, such as ERROR; empty when unknown
 * @param sqlState five characters; empty when unknown
 * @param database empty when the line belongs to none
 */
record LogEvent(String name, String severity, String sqlState, String database) {

  static final String OTHER = "other";

  /** A line that is not one of a jsonlog. */
  static final LogEvent UNPARSABLE = new LogEvent("unparsable", "", "", "");

  /** Lines left out because the log grows faster than it may be read. */
  static final LogEvent LEFT_OUT = new LogEvent("left_out", "", "", "");

  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_NAME = 63;
  private static final int SQLSTATE_LENGTH = 5;

  /** The event of one line of a jsonlog; {@link #UNPARSABLE} when it is none. */
  static LogEvent parse(byte[] buffer, int from, int length) {
    String severity = "";
    String sqlState = "";
    String database = "";
    String message = "";
    try (JsonParser json = JSON.createParser(buffer, from, length)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return UNPARSABLE;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "error_severity" -> severity = json.getText();
          case "state_code" -> sqlState = json.getText();
          case "dbname" -> database = json.getText();
          case "message" -> message = json.getText();
          default -> json.skipChildren();
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        return UNPARSABLE;
      }
    } catch (IOException e) {
      // not JSON: counted as such, and what it says is nobody's business here
      return UNPARSABLE;
    }
    return of(severity, sqlState, database, message);
  }

  private static LogEvent of(String severity, String sqlState, String database, String message) {
    boolean plausible =
        !severity.isEmpty()
            && severity.length() <= MAX_NAME
            && sqlState.length() <= SQLSTATE_LENGTH
            && database.length() <= MAX_NAME
            && database.indexOf('\0') < 0;
    return plausible
        ? new LogEvent(LogEventNames.name(sqlState, message), severity, sqlState, database)
        : UNPARSABLE;
  }
}
