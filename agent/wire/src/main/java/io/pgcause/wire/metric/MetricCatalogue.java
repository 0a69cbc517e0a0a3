package io.pgcause.wire.metric;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every metric and group pgcause knows, by number and by name. Immutable, safe for all threads.
 *
 * <p>It is read from {@code groups.tsv} and {@code metrics.tsv} beside this class. Both files are
 * append-only, so the number of metrics is the version of the catalogue.
 */
public final class MetricCatalogue {

  private static final MetricCatalogue SHIPPED = load();

  private final Map<Integer, MetricGroup> groupsById = new LinkedHashMap<>();
  private final Map<String, MetricGroup> groupsByName = new LinkedHashMap<>();
  private final Map<Integer, Metric> metricsById = new LinkedHashMap<>();
  private final Map<String, Metric> metricsByName = new LinkedHashMap<>();
  private final Map<Integer, List<Metric>> metricsByGroup = new LinkedHashMap<>();

  private MetricCatalogue() {}

  /** The catalogue this build ships with. */
  public static MetricCatalogue shipped() {
    return SHIPPED;
  }

  /** Grows with every metric added; a frame carries the version its writer knew. */
  public int version() {
    return metricsById.size();
  }

  /** All groups, in the order of their numbers. */
  public Collection<MetricGroup> groups() {
    return Collections.unmodifiableCollection(groupsById.values());
  }

  /** All metrics, in the order of their numbers. */
  public Collection<Metric> metrics() {
    return Collections.unmodifiableCollection(metricsById.values());
  }

  /** The metrics of {@code group}, in the order of their numbers. */
  public List<Metric> metrics(MetricGroup group) {
    return metricsByGroup.getOrDefault(group.id(), List.of());
  }

  public Optional<MetricGroup> findGroup(int id) {
    return Optional.ofNullable(groupsById.get(id));
  }

  public Optional<Metric> findMetric(int id) {
    return Optional.ofNullable(metricsById.get(id));
  }

  public Optional<Metric> findMetric(String name) {
    return Optional.ofNullable(metricsByName.get(name));
  }

  /**
   * The group called {@code name}.
   *
   * @throws IllegalArgumentException when there is none: a fault of the programme, not of input
   */
  public MetricGroup group(String name) {
    MetricGroup group = groupsByName.get(name);
    if (group == null) {
      throw new IllegalArgumentException("no metric group \"" + name + "\" in the catalogue");
    }
    return group;
  }

  /**
   * The metric called {@code name}.
   *
   * @throws IllegalArgumentException when there is none: a fault of the programme, not of input
   */
  public Metric metric(String name) {
    return findMetric(name)
        .orElseThrow(
            () -> new IllegalArgumentException("no metric \"" + name + "\" in the catalogue"));
  }

  private static MetricCatalogue load() {
    MetricCatalogue catalogue = new MetricCatalogue();
    readRows("groups.tsv", 3, catalogue::addGroup);
    readRows("metrics.tsv", 7, catalogue::addMetric);
    catalogue.metricsByGroup.replaceAll((group, metrics) -> List.copyOf(metrics));
    return catalogue;
  }

  private void addGroup(List<String> row) {
    List<String> labels = row.get(2).isEmpty() ? List.of() : List.of(row.get(2).split(","));
    MetricGroup group = new MetricGroup(Integer.parseInt(row.get(0)), row.get(1), labels);
    requireNew(groupsById.put(group.id(), group), "group", row);
    requireNew(groupsByName.put(group.name(), group), "group", row);
  }

  private void addMetric(List<String> row) {
    Metric metric =
        new Metric(
            Integer.parseInt(row.get(0)),
            row.get(1),
            row.get(2),
            MetricKind.of(row.get(3)),
            ValueType.of(row.get(4)),
            group(row.get(5)),
            row.get(6));
    requireNew(metricsById.put(metric.id(), metric), "metric", row);
    requireNew(metricsByName.put(metric.name(), metric), "metric", row);
    metricsByGroup.computeIfAbsent(metric.group().id(), id -> new ArrayList<>()).add(metric);
  }

  private static void requireNew(@Nullable Object old, String what, List<String> row) {
    if (old != null) {
      throw new IllegalArgumentException(what + " stands twice in the catalogue: " + row);
    }
  }

  private static void readRows(String resource, int fields, Consumer<List<String>> row) {
    try (InputStream in = MetricCatalogue.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (line.startsWith("#")) {
          continue;
        }
        List<String> values = new ArrayList<>(List.of(line.split("\t", -1)));
        if (values.size() != fields) {
          throw new IllegalArgumentException(
              resource + ":" + number + ": " + fields + " fields expected, " + values.size());
        }
        row.accept(values);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the shipped " + resource, e);
    }
  }
}
