package io.pgcause.rules.expression;

import java.util.ArrayList;
import java.util.List;

/** Cuts the text of an expression into tokens. */
final class Lexer {

  private static final List<String> SYMBOLS =
      List.of("<=", ">=", "!=", "<", ">", "=", "(", ")", "{", "}", ",", "+", "-", "*", "/", "%");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  /** The tokens of {@code text}; the last one is its end. */
  static List<Token> tokens(String text) throws SyntaxFault {
    Lexer lexer = new Lexer(text);
    while (lexer.skipWhite()) {
      lexer.next();
    }
    int end = text.stripTrailing().length();
    lexer.tokens.add(new Token(Token.Kind.END, "", end, end));
    return lexer.tokens;
  }

  private boolean skipWhite() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length();
  }

  private void next() throws SyntaxFault {
    int from = at;
    char c = text.charAt(at);
    if (isDigit(c)) {
      number();
      add(Token.Kind.NUMBER, from);
    } else if (isLetter(c)) {
      name();
      add(Token.Kind.NAME, from);
    } else if (c == '"' || c == '\'') {
      string(c);
    } else {
      symbol();
    }
  }

  private void number() {
    digits();
    if (peek(0) == '.' && isDigit(peek(1))) {
      at++;
      digits();
    }
    if (peek(0) == 'e' || peek(0) == 'E') {
      int sign = peek(1) == '-' || peek(1) == '+' ? 1 : 0;
      if (isDigit(peek(1 + sign))) {
        at += 1 + sign;
        digits();
      }
    }
  }

  private void digits() {
    while (isDigit(peek(0))) {
      at++;
    }
  }

  /** Names of metrics and labels have dots inside: {@code lock.mode}. */
  private void name() {
    while (isLetter(peek(0)) || isDigit(peek(0)) || peek(0) == '.' && isLetter(peek(1))) {
      at++;
    }
  }

  /** A backslash stays in the text: whoever reads the string knows what may follow it. */
  private void string(char quote) throws SyntaxFault {
    int from = at++;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length()) {
      throw new SyntaxFault(from, from + 1, "this quote is never closed");
    }
    at++;
    tokens.add(new Token(Token.Kind.STRING, text.substring(from + 1, at - 1), from, at));
  }

  private void symbol() throws SyntaxFault {
    int from = at;
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        at += symbol.length();
        add(Token.Kind.SYMBOL, from);
        return;
      }
    }
    int c = text.codePointAt(at);
    if (c == '~') {
      throw new SyntaxFault(
          at, at + 1, "labels are not matched by regular expressions; list the values: \"a|b\"");
    }
    throw new SyntaxFault(
        at,
        at + Character.charCount(c),
        "unexpected character '" + Character.toString(c) + "' in an expression");
  }

  private void add(Token.Kind kind, int from) {
    tokens.add(new Token(kind, text.substring(from, at), from, at));
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
  }
}
