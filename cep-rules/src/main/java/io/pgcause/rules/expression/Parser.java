package io.pgcause.rules.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads tokens into {@link Syntax}; recursive descent, one method per level of precedence. */
final class Parser {

  private static final int MAX_DEPTH = 50;
  private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "=", "!=");
  private static final Set<String> WORDS = Set.of("and", "or", "not");

  private final List<Token> tokens;
  private int at;
  private int depth;

  private Parser(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** The whole of {@code text} as one expression. */
  static Syntax parse(String text) throws SyntaxFault {
    Parser parser = new Parser(Lexer.tokens(text));
    Syntax syntax = parser.either();
    Token rest = parser.peek();
    if (rest.kind() != Token.Kind.END) {
      throw new SyntaxFault(rest, "expected an operator or the end, found " + rest.described());
    }
    return syntax;
  }

  private Syntax either() throws SyntaxFault {
    Syntax left = both();
    while (peek().is("or")) {
      left = new Syntax.Infix(take(), left, both());
    }
    return left;
  }

  private Syntax both() throws SyntaxFault {
    Syntax left = negated();
    while (peek().is("and")) {
      left = new Syntax.Infix(take(), left, negated());
    }
    return left;
  }

  private Syntax negated() throws SyntaxFault {
    if (!peek().is("not")) {
      return comparison();
    }
    enter();
    Syntax prefix = new Syntax.Prefix(take(), negated());
    depth--;
    return prefix;
  }

  private Syntax comparison() throws SyntaxFault {
    Syntax left = sum();
    if (!isComparison(peek())) {
      return left;
    }
    Token operator = take();
    if (operator.is("=") && peek().is("=") && peek().from() == operator.to()) {
      throw new SyntaxFault(operator.from(), peek().to(), "write '=' to compare, not '=='");
    }
    Syntax right = sum();
    if (isComparison(peek())) {
      throw new SyntaxFault(
          peek(), "comparisons do not chain; write 'a < b and b < c' for 'a < b < c'");
    }
    return new Syntax.Infix(operator, left, right);
  }

  private static boolean isComparison(Token token) {
    return token.kind() == Token.Kind.SYMBOL && COMPARISONS.contains(token.text());
  }

  private Syntax sum() throws SyntaxFault {
    Syntax left = product();
    while (peek().is("+") || peek().is("-")) {
      left = new Syntax.Infix(take(), left, product());
    }
    return left;
  }

  private Syntax product() throws SyntaxFault {
    Syntax left = signed();
    while (peek().is("*") || peek().is("/")) {
      left = new Syntax.Infix(take(), left, signed());
    }
    return left;
  }

  private Syntax signed() throws SyntaxFault {
    if (!peek().is("-")) {
      return primary();
    }
    enter();
    Syntax prefix = new Syntax.Prefix(take(), signed());
    depth--;
    return prefix;
  }

  private Syntax primary() throws SyntaxFault {
    Token token = take();
    if (token.kind() == Token.Kind.NUMBER) {
      return literal(token);
    }
    if (token.is("(")) {
      enter();
      Syntax inner = either();
      expect(")");
      depth--;
      return inner;
    }
    if (token.kind() != Token.Kind.NAME || WORDS.contains(token.text())) {
      throw new SyntaxFault(
          token, "expected a number, a metric or a parameter, found " + token.described());
    }
    return peek().is("(") ? call(token) : selector(token);
  }

  private Syntax literal(Token number) throws SyntaxFault {
    double value = Double.parseDouble(number.text());
    int to = number.to();
    boolean bare = true;
    Dimension dimension = value == 0 ? Dimension.OPEN : Dimension.PLAIN;
    if (startsUnit(peek())) {
      Token symbol = take();
      Unit unit = unit(symbol);
      value *= unit.factor();
      dimension = unit.dimension();
      bare = false;
      to = symbol.to();
    }
    if (peek().is("/") && isTimeUnit(tokens.get(at + 1))) {
      take();
      Token symbol = take();
      Unit unit = unit(symbol);
      value /= unit.factor();
      dimension = bare ? Dimension.PLAIN.per(unit.dimension()) : dimension.per(unit.dimension());
      bare = false;
      to = symbol.to();
    }
    if (Double.isInfinite(value)) {
      throw new SyntaxFault(number, "this number is too large");
    }
    return new Syntax.Literal(new Quantity(value, dimension), bare, number.from(), to);
  }

  private static boolean startsUnit(Token token) {
    return token.is("%")
        || token.kind() == Token.Kind.NAME
            && !WORDS.contains(token.text())
            && token.text().indexOf('.') < 0;
  }

  private static boolean isTimeUnit(Token token) {
    Unit unit = token.kind() == Token.Kind.NAME ? Unit.literals().get(token.text()) : null;
    return unit != null && unit.dimension().equals(Dimension.SECONDS);
  }

  private static Unit unit(Token symbol) throws SyntaxFault {
    Unit unit = Unit.literals().get(symbol.text());
    if (unit == null) {
      throw new SyntaxFault(
          symbol,
          "unknown unit '"
              + symbol.text()
              + "'; known are "
              + String.join(", ", Unit.literals().keySet()));
    }
    return unit;
  }

  private Syntax call(Token function) throws SyntaxFault {
    enter();
    take();
    List<Syntax> arguments = new ArrayList<>();
    if (!peek().is(")")) {
      arguments.add(either());
      while (peek().is(",")) {
        take();
        arguments.add(either());
      }
    }
    Token close = expect(")");
    depth--;
    return new Syntax.Call(function, arguments, function.from(), close.to());
  }

  private Syntax.Selector selector(Token name) throws SyntaxFault {
    if (!peek().is("{")) {
      return new Syntax.Selector(name, List.of(), name.from(), name.to());
    }
    take();
    List<Syntax.Matcher> matchers = new ArrayList<>();
    while (!peek().is("}")) {
      if (!matchers.isEmpty()) {
        expect(",");
      }
      matchers.add(matcher());
    }
    Token close = take();
    return new Syntax.Selector(name, matchers, name.from(), close.to());
  }

  private Syntax.Matcher matcher() throws SyntaxFault {
    Token label = take();
    if (label.kind() != Token.Kind.NAME) {
      throw new SyntaxFault(label, "expected the name of a label, found " + label.described());
    }
    Token operator = take();
    if (!operator.is("=") && !operator.is("!=")) {
      throw new SyntaxFault(
          operator, "expected '=' or '!=' behind a label, found " + operator.described());
    }
    Token values = take();
    if (values.kind() != Token.Kind.STRING) {
      throw new SyntaxFault(
          values,
          "expected the label's value in quotes, such as \"a\" or \"a|b\", found "
              + values.described());
    }
    return new Syntax.Matcher(label, operator.is("="), values);
  }

  /** Bounds recursion: a file may nest as deep as its author likes. */
  private void enter() throws SyntaxFault {
    if (++depth > MAX_DEPTH) {
      throw new SyntaxFault(peek(), "nested deeper than " + MAX_DEPTH + " levels");
    }
  }

  private Token expect(String symbol) throws SyntaxFault {
    Token token = take();
    if (!token.is(symbol)) {
      throw new SyntaxFault(token, "expected '" + symbol + "', found " + token.described());
    }
    return token;
  }

  private Token peek() {
    return tokens.get(at);
  }

  /** The next token; the end stays where it is. */
  private Token take() {
    Token token = tokens.get(at);
    if (token.kind() != Token.Kind.END) {
      at++;
    }
    return token;
  }
}
