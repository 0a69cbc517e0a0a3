package io.pgcause.sampling;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Group log_event: what the server has logged since the last cycle, counted. */
final class LogEventSampler implements GroupSampler<LogTail> {

  private static final Metric EVENTS = MetricCatalogue.shipped().metric("postgresql.log.events");
  private static final int MAX_ROWS = 500;

  @Override
  public String name() {
    return "log_event";
  }

  @Override
  public List<MetricGroup> groups() {
    return List.of(EVENTS.group());
  }

  @Override
  public void sample(LogTail log, SnapshotDraft draft) throws IOException {
    Counts counts = new Counts();
    log.read(counts);
    MetricTable.Builder table = MetricTable.builder(EVENTS.group());
    counts.byEvent.forEach(
        (event, count) ->
            table
                .row(event.name(), event.severity(), event.sqlState(), event.database())
                .set(EVENTS, count));
    draft.add(table.build());
  }

  /** Counts lines; of too many kinds of events, the rest by name only. */
  private static final class Counts implements LogTail.Lines {

    private final Map<LogEvent, Long> byEvent = new LinkedHashMap<>();

    @Override
    public void line(byte[] buffer, int from, int length) {
      count(LogEvent.parse(buffer, from, length));
    }

    @Override
    public void broken() {
      count(LogEvent.UNPARSABLE);
    }

    @Override
    public void leftOut() {
      count(LogEvent.LEFT_OUT);
    }

    private void count(LogEvent event) {
      boolean room = byEvent.size() < MAX_ROWS || byEvent.containsKey(event);
      byEvent.merge(room ? event : new LogEvent(event.name(), "", "", ""), 1L, Long::sum);
    }
  }
}
