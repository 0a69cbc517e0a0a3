package io.pgcause.rules.expression;

import io.pgcause.rules.source.IssueLog;
import io.pgcause.rules.source.PlacedText;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the syntax of one expression into nodes that compute, or logs why it cannot. Where a part
 * is wrong its node is null, and what stands around it is checked on without complaints that only
 * follow from it.
 */
final class Checker {

  private static final Set<String> JUNCTIONS = Set.of("and", "or");
  private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/");

  private final NumberChecker numbers;
  private final IssueLog issues;
  private final PlacedText text;

  Checker(ExpressionCompiler compiler, IssueLog issues, PlacedText text) {
    this.numbers = new NumberChecker(compiler, issues, text);
    this.issues = issues;
    this.text = text;
  }

  @Nullable NumberNode number(Syntax syntax) {
    return numbers.number(syntax);
  }

  @Nullable TruthNode truth(Syntax syntax) {
    if (syntax instanceof Syntax.Prefix prefix && prefix.operator().is("not")) {
      TruthNode operand = truth(prefix.operand());
      return operand == null ? null : new TruthNode.Not(operand);
    }
    if (syntax instanceof Syntax.Infix infix && !ARITHMETIC.contains(infix.operator().text())) {
      return JUNCTIONS.contains(infix.operator().text()) ? junction(infix) : comparison(infix);
    }
    if (numbers.number(syntax) != null) {
      issues.add(
          text.issue(
              syntax.from(),
              syntax.to(),
              "expected a condition, found a number; compare it with something"));
    }
    return null;
  }

  private @Nullable TruthNode junction(Syntax.Infix infix) {
    TruthNode left = truth(infix.left());
    TruthNode right = truth(infix.right());
    return left == null || right == null
        ? null
        : new TruthNode.Junction(infix.operator().is("and"), left, right);
  }

  private @Nullable TruthNode comparison(Syntax.Infix infix) {
    NumberNode left = numbers.number(infix.left());
    NumberNode right = numbers.number(infix.right());
    if (left == null || right == null || !numbers.fit(infix, left, right, "compare")) {
      return null;
    }
    return new Comparison(Comparison.Operator.of(infix.operator().text()), left, right);
  }
}
