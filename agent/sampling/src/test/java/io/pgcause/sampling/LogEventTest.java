package io.pgcause.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogEventTest {

  @Test
  void lineOfTheServerIsReadWhole() {
    String line =
        """
        {"timestamp":"2026-11-20 23:51:02.123 UTC","user":"app","dbname":"shop","pid":4711,\
        "remote_host":"10.0.0.7","remote_port":51044,"session_id":"691fa8f6.1267","line_num":1,\
        "session_start":"2026-11-20 23:51:02 UTC","txid":0,"error_severity":"FATAL",\
        "state_code":"53300","message":"sorry, too many clients already\\nreally",\
        "backend_type":"client backend","query_id":0}""";

    assertThat(parse(line))
        .isEqualTo(new LogEvent("too_many_connections", "FATAL", "53300", "shop"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "00000|checkpoints are occurring too frequently (9 seconds apart)|checkpoint_too_frequent",
        "00000|terminating any other active server processes|server_crashed",
        "00000|could not fork new process for connection: Cannot allocate memory|cannot_fork",
        "00000|connection received: host=10.0.0.7 port=51044|other",
        "01000|database \"shop\" must be vacuumed within 39000000 transactions"
            + "|txid_wraparound_warning",
        "54000|database is not accepting commands that assign new transaction IDs to avoid .."
            + "|txid_wraparound_error",
        "28000|no pg_hba.conf entry for host \"10.0.0.7\", user \"app\"|connection_rejected_hba",
        "28P01|password authentication failed for user \"app\"|other",
        "40P01|deadlock detected|deadlock_detected",
        "53000|out of file descriptors: Too many open files; release and retry"
            + "|too_many_open_files",
        "53300|too many connections for role \"app\"|too_many_connections_role",
        "53300|too many connections for database \"shop\"|too_many_connections_database",
        "55P03|skipping vacuum of \"orders\" --- lock not available|skipping_vacuum_lock",
        "55P03|skipping analyze of \"orders\" --- lock not available|skipping_analyze_lock",
        "55P03|canceling statement due to lock timeout|lock_timeout",
        "57014|canceling autovacuum task|autovacuum_cancel",
        "57014|canceling statement due to statement timeout|statement_timeout",
        "57014|canceling statement due to user request|other",
        "58P01|requested WAL segment 000000010000000000000001 has already been removed"
            + "|wal_segment_removed",
        "23505|duplicate key value violates unique constraint \"orders_pkey\"|other"
      })
  void eventsAreNamedByStateAndThenByText(String sqlState, String message, String name) {
    assertThat(LogEventNames.name(sqlState, message)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-20 23:51:02 UTC [1] LOG:  database system is ready",
        "{\"error_severity\":\"LOG\",\"message\":\"cut o",
        "{\"error_severity\":\"LOG\"} {\"error_severity\":\"LOG\"}",
        "{\"message\":\"without severity\"}",
        "{\"error_severity\":\"LOG\",\"state_code\":\"far too long\"}",
        "[1]"
      })
  void whatIsNoLineOfAJsonlogIsCountedAsSuch(String line) {
    assertThat(parse(line)).isEqualTo(LogEvent.UNPARSABLE);
  }

  private static LogEvent parse(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return LogEvent.parse(bytes, 0, bytes.length);
  }
}
