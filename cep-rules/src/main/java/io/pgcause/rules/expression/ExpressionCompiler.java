package io.pgcause.rules.expression;

import io.pgcause.rules.source.IssueLog;
import io.pgcause.rules.source.PlacedText;
import io.pgcause.wire.metric.MetricCatalogue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the expressions of one file and makes them computable. Every method that reads a text
 * returns null when the text is wrong; the problems are then in the issue log. Not thread-safe;
 * what it makes is.
 */
public final class ExpressionCompiler {

  private final MetricCatalogue catalogue;
  private final IssueLog issues;
  private final boolean slopes;
  private final Map<String, Quantity> parameters = new LinkedHashMap<>();
  private final Set<String> used = new HashSet<>();
  private int windows;

  /**
   * @param slopes whether expressions may look back over several snapshots
   */
  public ExpressionCompiler(MetricCatalogue catalogue, IssueLog issues, boolean slopes) {
    this.catalogue = catalogue;
    this.issues = issues;
    this.slopes = slopes;
  }

  /** Makes {@code name} stand for {@code value} in the expressions that follow. */
  public void define(PlacedText name, Quantity value) {
    if (!name.value().matches("[a-z][a-z0-9_]*")
        || Unit.literals().containsKey(name.value())
        || Set.of("and", "or", "not").contains(name.value())) {
      issues.add(
          name.issue(
              "'"
                  + name.value()
                  + "' cannot name a parameter; use lower-case letters, digits and _, no unit"));
      used.add(name.value());
    }
    parameters.put(name.value(), value);
  }

  /** A number with a unit, such as the value of a parameter. */
  public @Nullable Quantity quantity(PlacedText text) {
    try {
      Syntax syntax = Parser.parse(text.value());
      if (syntax instanceof Syntax.Literal literal) {
        return literal.quantity();
      }
      if (syntax instanceof Syntax.Prefix prefix
          && prefix.operator().is("-")
          && prefix.operand() instanceof Syntax.Literal literal) {
        return new Quantity(-literal.quantity().value(), literal.quantity().dimension());
      }
      issues.add(text.issue("expected a number, such as 5, 30 s, 90 % or 512 MiB"));
    } catch (SyntaxFault fault) {
      log(text, fault);
    }
    return null;
  }

  /** An expression that holds or not. */
  public @Nullable Condition condition(PlacedText text) {
    try {
      TruthNode root = new Checker(this, issues, text).truth(Parser.parse(text.value()));
      return root == null ? null : new Condition(root);
    } catch (SyntaxFault fault) {
      log(text, fault);
      return null;
    }
  }

  /** An expression whose value is a number. */
  public @Nullable Measure measure(PlacedText text) {
    try {
      NumberNode root = new Checker(this, issues, text).number(Parser.parse(text.value()));
      return root == null ? null : new Measure(root, SelectorChecker.oneLine(text.value()));
    } catch (SyntaxFault fault) {
      log(text, fault);
      return null;
    }
  }

  /** A selector that picks the row with the largest value. */
  public @Nullable RowPick rows(PlacedText text) {
    try {
      if (Parser.parse(text.value()) instanceof Syntax.Selector selector) {
        return new SelectorChecker(this, issues, text).rows(selector);
      }
      issues.add(text.issue("expected a metric with labels, such as a.b{c=\"d\"}"));
    } catch (SyntaxFault fault) {
      log(text, fault);
    }
    return null;
  }

  /** The row of test data that {@code text} names, as {@code a.b{c="d"}} or {@code rate(a.b)}. */
  public @Nullable MetricRow row(PlacedText text) {
    try {
      Syntax syntax = Parser.parse(text.value());
      boolean rate =
          syntax instanceof Syntax.Call call
              && call.function().is("rate")
              && call.arguments().size() == 1;
      Syntax inner = rate ? ((Syntax.Call) syntax).arguments().get(0) : syntax;
      if (inner instanceof Syntax.Selector selector) {
        return new SelectorChecker(this, issues, text).row(selector, rate);
      }
      issues.add(text.issue("expected a metric, such as a.b{c=\"d\"}, or the rate of one"));
    } catch (SyntaxFault fault) {
      log(text, fault);
    }
    return null;
  }

  /** How many slope windows the expressions compiled so far need together. */
  public int windows() {
    return windows;
  }

  /** Whether an expression compiled so far uses the parameter {@code name}. */
  public boolean uses(String name) {
    return used.contains(name);
  }

  MetricCatalogue catalogue() {
    return catalogue;
  }

  boolean allowsSlopes() {
    return slopes;
  }

  int newWindow() {
    return windows++;
  }

  @Nullable Quantity parameter(String name) {
    used.add(name);
    return parameters.get(name);
  }

  Set<String> parameterNames() {
    return parameters.keySet();
  }

  private void log(PlacedText text, SyntaxFault fault) {
    issues.add(text.issue(fault.from(), fault.to(), fault.getMessage()));
  }
}
