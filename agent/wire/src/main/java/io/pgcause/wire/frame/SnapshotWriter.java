package io.pgcause.wire.frame;

import io.pgcause.wire.metric.MetricCatalogue;
import io.pgcause.wire.metric.MetricColumn;
import io.pgcause.wire.metric.MetricGroup;
import io.pgcause.wire.metric.MetricTable;
import io.pgcause.wire.metric.Snapshot;
import io.pgcause.wire.metric.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes snapshots side by side: the body of a METRICS frame, self-contained. Keeps its buffer; not
 * thread-safe.
 *
 * <pre>
 *  body    catalogue version, K, K times, number of groups, groups
 *  times   coded as delta of delta; microseconds
 *  group   id, length of what follows, presence of the table per snapshot (K bits), R rows,
 *          per label: number of distinct texts, texts, R positions;
 *          cells: 0 = every row is in every present snapshot, 1 = R x K' bits follow;
 *          number of columns, columns
 *  column  metric id * 2 + (1 = rate), length of what follows, form, coding,
 *          nulls: 0 = every cell has a value, 1 = a bit per cell follows; values
 *  form    0 integer, 1 bits of a double, 2 + p double times 10^p
 *  coding  0 constant: the value once
 *          1 delta: each value less the one before, of the first 0
 *          2 delta of delta: the first value, the first step, each step less the one before
 *          3 dictionary: number of distinct values, these, a position for each value
 *          4 raw: eight bytes each, little-endian
 * </pre>
 *
 * <p>All numbers are varints but form, coding and the two flags, a byte each; values and what codes
 * them are zigzag varints. Bits begin with the lowest of each byte. K' counts the snapshots that
 * have the table; cells go row by row, and within a row by time. Ids of groups and of columns
 * ascend. Readers skip groups and columns they do not know by their length, and ignore what stands
 * behind the fields they know. A column without any value, and a row's position among others, are
 * not kept.
 */
public final class SnapshotWriter {

  static final int FORM_INTEGER = 0;
  static final int FORM_BITS = 1;
  static final int FORM_DECIMAL = 2;

  private final ByteSink body = new ByteSink();
  private final ByteSink group = new ByteSink();
  private final ByteSink column = new ByteSink();

  /**
   * The body that holds {@code snapshots}.
   *
   * @param snapshots 1 to {@link MetricsFrame#MAX_SNAPSHOTS}, oldest first
   */
  public byte[] write(List<Snapshot> snapshots) {
    MetricsFrame.requireCount(snapshots);
    body.clear();
    body.varint(MetricCatalogue.shipped().version());
    body.varint(snapshots.size());
    long[] times = snapshots.stream().mapToLong(Snapshot::atMicros).toArray();
    IntegerCoding.DELTA_OF_DELTA.write(times, body);
    Map<Integer, MetricGroup> groups = new TreeMap<>();
    for (Snapshot snapshot : snapshots) {
      snapshot.tables().forEach(table -> groups.put(table.group().id(), table.group()));
    }
    body.varint(groups.size());
    for (MetricGroup each : groups.values()) {
      writeGroup(each, snapshots);
      body.varint(each.id());
      body.varint(group.size());
      body.append(group);
    }
    return body.toByteArray();
  }

  private void writeGroup(MetricGroup of, List<Snapshot> snapshots) {
    group.clear();
    boolean[] present = new boolean[snapshots.size()];
    List<MetricTable> tables = new ArrayList<>();
    for (int k = 0; k < present.length; k++) {
      MetricTable table = snapshots.get(k).table(of);
      if (table != null) {
        present[k] = true;
        tables.add(table);
      }
    }
    group.bits(present);
    GroupGrid grid = new GroupGrid(of.labels().size(), tables);
    group.varint(grid.rows().size());
    for (int label = 0; label < of.labels().size(); label++) {
      writeLabel(grid, label);
    }
    group.u8(grid.isFull() ? 0 : 1);
    if (!grid.isFull()) {
      group.bits(grid.presence());
    }
    writeColumns(grid, tables);
  }

  private void writeLabel(GroupGrid grid, int label) {
    Map<String, Integer> texts = grid.texts().get(label);
    group.varint(texts.size());
    texts.keySet().forEach(group::string);
    grid.rows().forEach(positions -> group.varint(positions[label]));
  }

  private void writeColumns(GroupGrid grid, List<MetricTable> tables) {
    Map<Integer, MetricColumn> kinds = new TreeMap<>();
    for (MetricTable table : tables) {
      for (MetricColumn each : table.columns()) {
        kinds.putIfAbsent(columnId(each), each);
      }
    }
    List<Integer> written = new ArrayList<>();
    ByteSink all = new ByteSink();
    kinds.forEach(
        (id, kind) -> {
          if (writeColumn(grid, kind)) {
            written.add(id);
            all.varint(id);
            all.varint(column.size());
            all.append(column);
          }
        });
    group.varint(written.size());
    group.append(all);
  }

  private boolean writeColumn(GroupGrid grid, MetricColumn kind) {
    column.clear();
    boolean[] has = new boolean[grid.cells()];
    long[] values = new long[grid.cells()];
    int count = grid.collect(kind, has, values);
    if (count == 0) {
      return false;
    }
    long[] bits = Arrays.copyOf(values, count);
    int form = FORM_INTEGER;
    if (kind.type() == ValueType.REAL) {
      int scale = DecimalScale.of(bits);
      form = scale < 0 ? FORM_BITS : FORM_DECIMAL + scale;
      for (int i = 0; scale >= 0 && i < count; i++) {
        bits[i] = DecimalScale.integer(Double.longBitsToDouble(bits[i]), scale);
      }
    }
    IntegerCoding coding = IntegerCoding.smallest(bits);
    column.u8(form);
    column.u8(coding.code());
    column.u8(count == has.length ? 0 : 1);
    if (count != has.length) {
      column.bits(has);
    }
    coding.write(bits, column);
    return true;
  }

  private static int columnId(MetricColumn of) {
    return of.metric().id() * 2 + (of.isRate() ? 1 : 0);
  }
}
