package io.pgcause.rules.expression;

import io.pgcause.rules.source.IssueLog;
import io.pgcause.rules.source.NearestName;
import io.pgcause.rules.source.PlacedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of the {@link Checker} that deals with numbers: units, functions, parameters. */
final class NumberChecker {

  private static final Set<String> CONDITIONS =
      Set.of("and", "or", "not", "<", "<=", ">", ">=", "=", "!=");

  private final ExpressionCompiler compiler;
  private final SelectorChecker selectors;
  private final IssueLog issues;
  private final PlacedText text;

  NumberChecker(ExpressionCompiler compiler, IssueLog issues, PlacedText text) {
    this.compiler = compiler;
    this.selectors = new SelectorChecker(compiler, issues, text);
    this.issues = issues;
    this.text = text;
  }

  @Nullable NumberNode number(Syntax syntax) {
    if (syntax instanceof Syntax.Literal literal) {
      return new NumberNode.Constant(literal.quantity());
    }
    if (syntax instanceof Syntax.Selector selector) {
      return selector.isParameter() ? parameter(selector) : selectors.reading(selector);
    }
    if (syntax instanceof Syntax.Call call) {
      return call(call);
    }
    if (syntax instanceof Syntax.Prefix prefix && prefix.operator().is("-")) {
      NumberNode operand = number(prefix.operand());
      return operand == null ? null : new NumberNode.Negative(operand);
    }
    if (syntax instanceof Syntax.Infix infix && !CONDITIONS.contains(infix.operator().text())) {
      return arithmetic(infix);
    }
    return refuse(syntax, "expected a number, found a condition");
  }

  /** Whether two numbers are of a kind; logs when not. */
  boolean fit(Syntax.Infix infix, NumberNode left, NumberNode right, String verb) {
    if (left.dimension().fits(right.dimension())) {
      return true;
    }
    String hint = unitHint(infix.left(), right) + unitHint(infix.right(), left);
    issues.add(
        text.issue(
            infix.from(),
            infix.to(),
            "cannot " + verb + " " + left.dimension() + " and " + right.dimension() + hint));
    return false;
  }

  private static String unitHint(Syntax syntax, NumberNode other) {
    if (!(syntax instanceof Syntax.Literal literal) || !literal.bare()) {
      return "";
    }
    String unit = other.dimension().unit().replace("By", "MiB");
    return "; give the number a unit, such as "
        + (unit.startsWith("1/") ? unit.substring(1) : unit);
  }

  private @Nullable NumberNode arithmetic(Syntax.Infix infix) {
    NumberNode left = number(infix.left());
    NumberNode right = number(infix.right());
    if (left == null || right == null) {
      return null;
    }
    return switch (infix.operator().text()) {
      case "*" ->
          node(Arithmetic.Operator.TIMES, left, right, left.dimension().times(right.dimension()));
      case "/" ->
          node(Arithmetic.Operator.PER, left, right, left.dimension().per(right.dimension()));
      case "+" ->
          fit(infix, left, right, "add")
              ? node(Arithmetic.Operator.PLUS, left, right, fixed(left, right))
              : null;
      default ->
          fit(infix, left, right, "subtract")
              ? node(Arithmetic.Operator.MINUS, left, right, fixed(left, right))
              : null;
    };
  }

  private static NumberNode node(
      Arithmetic.Operator operator, NumberNode left, NumberNode right, Dimension dimension) {
    return new Arithmetic(operator, left, right, dimension);
  }

  private static Dimension fixed(NumberNode left, NumberNode right) {
    return left.dimension().open() ? right.dimension() : left.dimension();
  }

  private @Nullable NumberNode parameter(Syntax.Selector selector) {
    String name = selector.name().text();
    Quantity quantity = compiler.parameter(name);
    if (quantity == null) {
      return refuse(
          selector,
          "unknown parameter '" + name + "'" + NearestName.hint(name, compiler.parameterNames()));
    }
    return new NumberNode.Constant(quantity);
  }

  private @Nullable NumberNode call(Syntax.Call call) {
    String name = call.function().text();
    Aggregation aggregation = Aggregation.find(name);
    if (aggregation != null || name.equals("rate")) {
      return call.arguments().size() == 1
          ? selectors.aggregated(call, aggregation)
          : refuse(call, name + " takes one metric, found " + call.arguments().size());
    }
    if (name.equals("slope")) {
      return slope(call);
    }
    List<String> known = new ArrayList<>(Aggregation.words());
    known.addAll(List.of("rate", "slope"));
    String hint = NearestName.hint(name, known);
    issues.add(
        text.issue(
            call.function().from(),
            call.function().to(),
            "unknown function '"
                + name
                + "'"
                + (hint.isEmpty() ? "; known are " + String.join(", ", known) : hint)));
    return null;
  }

  private @Nullable NumberNode slope(Syntax.Call call) {
    if (!compiler.allowsSlopes()) {
      return refuse(call, "slope has no place here: only one snapshot is looked at");
    }
    if (call.arguments().size() != 2
        || !(call.arguments().get(1) instanceof Syntax.Literal window)
        || !window.quantity().isTime()
        || window.quantity().value() < 1) {
      return refuse(call, "slope takes a number and a time of 1 s or more: slope(x, 2 min)");
    }
    NumberNode operand = number(call.arguments().get(0));
    if (operand == null) {
      return null;
    }
    boolean[] nested = new boolean[1];
    operand.slopes(inner -> nested[0] = true);
    if (nested[0]) {
      return refuse(call, "a slope of a slope is not known; use one slope");
    }
    return new Slope(
        operand,
        compiler.newWindow(),
        window.quantity().toDuration().toNanos() / 1000,
        operand.dimension().per(Dimension.SECONDS),
        selectors.shown(call));
  }

  private @Nullable NumberNode refuse(Syntax syntax, String message) {
    issues.add(text.issue(syntax.from(), syntax.to(), message));
    return null;
  }
}
