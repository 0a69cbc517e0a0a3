package io.pgcause.rules.expression;

import io.pgcause.rules.source.IssueLog;
import io.pgcause.rules.source.NearestName;
import io.pgcause.rules.source.PlacedText;
import io.pgcause.wire.metric.Metric;
import io.pgcause.wire.metric.MetricKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of the {@link Checker} that deals with metrics, their labels and aggregation. */
final class SelectorChecker {

  private final ExpressionCompiler compiler;
  private final IssueLog issues;
  private final PlacedText text;

  SelectorChecker(ExpressionCompiler compiler, IssueLog issues, PlacedText text) {
    this.compiler = compiler;
    this.issues = issues;
    this.text = text;
  }

  /** A metric that stands alone: its group must have one row. */
  @Nullable Reading reading(Syntax.Selector selector) {
    return reading(selector, selector, null, false);
  }

  /**
   * {@code sum(x)}, {@code sum(rate(x))} or {@code rate(x)}.
   *
   * @param aggregation null for a lone rate
   */
  @Nullable Reading aggregated(Syntax.Call call, @Nullable Aggregation aggregation) {
    Syntax argument = call.arguments().get(0);
    boolean rate = aggregation == null;
    if (!rate
        && argument instanceof Syntax.Call inner
        && inner.function().is("rate")
        && inner.arguments().size() == 1) {
      rate = true;
      argument = inner.arguments().get(0);
    }
    if (!(argument instanceof Syntax.Selector selector) || selector.isParameter()) {
      String taken = aggregation == null ? "" : " or the rate of one";
      issues.add(
          text.issue(
              argument.from(),
              argument.to(),
              call.function().text() + " takes a metric" + taken + ", not a calculation"));
      return null;
    }
    return reading(call, selector, aggregation, rate);
  }

  /** A selector that picks rows by a value; counters have none to compare. */
  @Nullable RowPick rows(Syntax.Selector selector) {
    Reading reading = reading(selector, selector, Aggregation.MAX, false);
    return reading == null ? null : new RowPick(reading.metric(), reading.filter());
  }

  /** The row of test data that {@code selector} names. */
  @Nullable MetricRow row(Syntax.Selector selector, boolean rate) {
    Metric metric = metric(selector);
    if (metric == null || rate && !isCounter(selector, metric)) {
      return null;
    }
    String[] labels = new String[metric.group().labels().size()];
    Arrays.fill(labels, "");
    boolean sound = true;
    for (Syntax.Matcher matcher : selector.matchers()) {
      int label = label(metric, matcher.label());
      List<String> values = LabelValues.of(matcher.values());
      if (label >= 0 && matcher.equal() && values.size() == 1) {
        labels[label] = values.get(0);
      } else {
        sound = false;
      }
      if (label >= 0 && (!matcher.equal() || values.size() > 1)) {
        refuse(matcher.label(), "a row has one value per label: " + matcher.label().text());
      }
    }
    return sound ? new MetricRow(metric, rate, List.of(labels)) : null;
  }

  /** The text of {@code syntax} on one line. */
  String shown(Syntax syntax) {
    return oneLine(text.value().substring(syntax.from(), syntax.to()));
  }

  static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private @Nullable Reading reading(
      Syntax whole, Syntax.Selector selector, @Nullable Aggregation aggregation, boolean rate) {
    Metric metric = metric(selector);
    if (metric == null) {
      return null;
    }
    RowFilter filter = filter(metric, selector);
    if (filter == null || rate && !isCounter(selector, metric)) {
      return null;
    }
    if (aggregation == null && !metric.group().labels().isEmpty()) {
      refuse(
          selector.name(),
          "'"
              + metric.name()
              + "' has a value for each "
              + String.join(", ", metric.group().labels())
              + "; say which number is meant: "
              + String.join(", ", Aggregation.words()));
      return null;
    }
    if (!rate && metric.kind() == MetricKind.COUNTER && aggregation != Aggregation.COUNT) {
      refuse(
          selector.name(),
          "'" + metric.name() + "' is a cumulative counter; write rate(" + metric.name() + ")");
      return null;
    }
    Unit unit = Unit.of(metric);
    Dimension read = rate ? unit.dimension().per(Dimension.SECONDS) : unit.dimension();
    return new Reading(
        aggregation == null ? Aggregation.MAX : aggregation,
        metric,
        rate,
        filter,
        unit,
        aggregation == Aggregation.COUNT ? Dimension.PLAIN : read,
        shown(whole));
  }

  private @Nullable Metric metric(Syntax.Selector selector) {
    String name = selector.name().text();
    Metric metric = compiler.catalogue().findMetric(name).orElse(null);
    if (metric == null) {
      List<String> known = compiler.catalogue().metrics().stream().map(Metric::name).toList();
      refuse(selector.name(), "unknown metric '" + name + "'" + NearestName.hint(name, known));
    }
    return metric;
  }

  private boolean isCounter(Syntax.Selector selector, Metric metric) {
    if (metric.kind() == MetricKind.COUNTER) {
      return true;
    }
    refuse(selector.name(), "rate takes a cumulative counter, '" + metric.name() + "' is none");
    return false;
  }

  private @Nullable RowFilter filter(Metric metric, Syntax.Selector selector) {
    List<Syntax.Matcher> matchers = selector.matchers();
    int[] labels = new int[matchers.size()];
    boolean[] equal = new boolean[matchers.size()];
    String[][] alternatives = new String[matchers.size()][];
    List<String> shown = new ArrayList<>();
    boolean sound = true;
    for (int i = 0; i < matchers.size(); i++) {
      Syntax.Matcher matcher = matchers.get(i);
      labels[i] = label(metric, matcher.label());
      equal[i] = matcher.equal();
      alternatives[i] = LabelValues.of(matcher.values()).toArray(String[]::new);
      shown.add(
          matcher.label().text() + (equal[i] ? "=" : "!=") + String.join("|", alternatives[i]));
      sound &= labels[i] >= 0;
    }
    return sound ? new RowFilter(labels, equal, alternatives, String.join(", ", shown)) : null;
  }

  private int label(Metric metric, Token label) {
    int index = metric.group().labelIndex(label.text());
    if (index < 0) {
      List<String> known = metric.group().labels();
      String hint = NearestName.hint(label.text(), known);
      refuse(
          label,
          "'"
              + metric.name()
              + "' has no label '"
              + label.text()
              + "'"
              + (known.isEmpty()
                  ? "; it has none"
                  : hint.isEmpty() ? "; it has " + String.join(", ", known) : hint));
    }
    return index;
  }

  private void refuse(Token at, String message) {
    issues.add(text.issue(at.from(), at.to(), message));
  }
}
