package io.pgcause.wire.frame;

import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricKind;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one group of a body: its rows, then its columns over all snapshots that have it. One
 * instance per group.
 */
final class GroupReader {

  // What the JVM takes for each, headers and what is thrown away again included.
  private static final int BYTES_PER_TABLE = 256;
  private static final int BYTES_PER_ROW = 160;
  private static final int BYTES_PER_LABEL = 224;
  private static final int BYTES_PER_CHARACTER = 6;
  private static final int BYTES_PER_CELL = 16;
  private static final int BYTES_PER_COLUMN = 112;
  private static final int BYTES_PER_VALUE = 20;

  private static final int MAX_UTF8_PER_CHARACTER = 3;

  private final MetricGroup group;
  private final boolean fromAgent;
  private final MemoryBudget budget;

  /**
   * @param fromAgent whether derived metrics and rates are refused
   */
  GroupReader(MetricGroup group, boolean fromAgent, MemoryBudget budget) {
    this.group = group;
    this.fromAgent = fromAgent;
    this.budget = budget;
  }

  /** Adds the group's tables to those of the snapshots that have one. */
  void read(ByteSource in, List<List<MetricTable>> snapshots) throws FrameException {
    List<List<MetricTable>> having = new ArrayList<>();
    boolean[] present = in.bits(snapshots.size());
    for (int k = 0; k < present.length; k++) {
      if (present[k]) {
        having.add(snapshots.get(k));
      }
    }
    budget.charge(having.size(), BYTES_PER_TABLE);
    List<List<String>> rows = readRows(in);
    CellLayout layout = readLayout(in, rows.size(), having.size());
    List<List<MetricColumn>> columns = readColumns(in, layout, having.size());
    for (int table = 0; table < having.size(); table++) {
      having.get(table).add(new MetricTable(group, layout.rowsOf(table, rows), columns.get(table)));
    }
  }

  private List<List<String>> readRows(ByteSource in) throws FrameException {
    int labels = group.labels().size();
    int count = in.count(labels == 0 ? 1 : in.remaining(), "rows");
    budget.charge(count, BYTES_PER_ROW + labels * BYTES_PER_LABEL);
    String[][] rows = new String[count][labels];
    int[][] positions = new int[count][labels];
    for (int label = 0; label < labels; label++) {
      List<String> texts = readTexts(in, count);
      for (int row = 0; row < count; row++) {
        positions[row][label] = in.count(texts.size() - 1, "as a label");
        rows[row][label] = texts.get(positions[row][label]);
      }
    }
    RowNumbers seen = new RowNumbers();
    List<List<String>> result = new ArrayList<>(count);
    for (int row = 0; row < count; row++) {
      if (seen.of(positions[row]) != row) {
        throw malformed("a row of group " + group.name() + " stands twice");
      }
      result.add(List.of(rows[row]));
    }
    return List.copyOf(result);
  }

  private List<String> readTexts(ByteSource in, int rows) throws FrameException {
    int count = in.count(rows, "texts of a label");
    List<String> texts = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < count; i++) {
      String text = in.string(MAX_UTF8_PER_CHARACTER * MetricTable.MAX_LABEL_CHARS);
      budget.charge(text.length(), BYTES_PER_CHARACTER);
      if (text.length() > MetricTable.MAX_LABEL_CHARS || !seen.add(text)) {
        throw malformed("a label of " + text.length() + " characters, too long or there before");
      }
      texts.add(text);
    }
    return texts;
  }

  private CellLayout readLayout(ByteSource in, int rows, int tables) throws FrameException {
    long most = (long) rows * tables;
    if (in.flag("layout of cells")) {
      budget.charge(most, 1);
      boolean[] presence = in.bits((int) most);
      int cells = countOf(presence);
      budget.charge(cells, BYTES_PER_CELL);
      return CellLayout.partial(presence, tables, cells);
    }
    budget.charge(most, BYTES_PER_CELL);
    return CellLayout.full(rows, tables);
  }

  private List<List<MetricColumn>> readColumns(ByteSource in, CellLayout layout, int tables)
      throws FrameException {
    List<List<MetricColumn>> columns = new ArrayList<>(tables);
    for (int table = 0; table < tables; table++) {
      columns.add(new ArrayList<>());
    }
    int count = in.count(in.remaining(), "columns");
    int last = -1;
    for (int i = 0; i < count; i++) {
      int id = in.ascendingId(last, "as a column");
      last = id;
      int length = in.count(in.remaining(), "bytes of a column");
      Optional<Metric> metric = MetricCatalogue.shipped().findMetric(id / 2);
      if (metric.isEmpty()) {
        in.skip(length);
        continue;
      }
      boolean rate = id % 2 == 1;
      requireAllowed(metric.get(), rate);
      budget.charge(tables, BYTES_PER_COLUMN);
      budget.charge(layout.cells(), BYTES_PER_VALUE);
      @Nullable MetricColumn[] dealt = readColumn(metric.get(), rate, in.part(length), layout);
      for (int table = 0; table < tables; table++) {
        if (dealt[table] != null) {
          columns.get(table).add(dealt[table]);
        }
      }
    }
    return columns;
  }

  private void requireAllowed(Metric metric, boolean rate) throws FrameException {
    if (!metric.group().equals(group)) {
      throw malformed(metric.name() + " is no metric of group " + group.name());
    }
    if (fromAgent && (rate || !metric.isSampled())) {
      throw malformed(metric.name() + " is derived here and not taken from agents");
    }
    if (rate && metric.kind() != MetricKind.COUNTER) {
      throw malformed(metric.name() + " is no counter and has no rate");
    }
  }

  private static @Nullable MetricColumn[] readColumn(
      Metric metric, boolean rate, ByteSource in, CellLayout layout) throws FrameException {
    int form = in.u8();
    int code = in.u8();
    IntegerCoding coding = IntegerCoding.of(code).orElseThrow(() -> malformed("coding " + code));
    boolean[] has = in.flag("nulls") ? in.bits(layout.cells()) : null;
    long[] values = new long[has == null ? layout.cells() : countOf(has)];
    coding.read(values, in);
    toBits(values, form, rate ? ValueType.REAL : metric.type());
    return layout.deal(metric, rate, has, values);
  }

  private static void toBits(long[] values, int form, ValueType type) throws FrameException {
    boolean integer = form == SnapshotWriter.FORM_INTEGER;
    int scale = form - SnapshotWriter.FORM_DECIMAL;
    if (integer != (type == ValueType.INTEGER) || scale > DecimalScale.MAX) {
      throw malformed("form " + form + " for " + type);
    }
    for (int i = 0; scale >= 0 && i < values.length; i++) {
      values[i] = Double.doubleToRawLongBits(DecimalScale.real(values[i], scale));
    }
  }

  private static int countOf(boolean[] flags) {
    int count = 0;
    for (boolean each : flags) {
      count += each ? 1 : 0;
    }
    return count;
  }

  private static FrameException malformed(String message) {
    return new FrameException(RefusalReason.MALFORMED, message);
  }
}
