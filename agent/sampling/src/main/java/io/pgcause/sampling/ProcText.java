package io.pgcause.sampling;

import java.nio.charset.StandardCharsets;

/**
 * Walks once through a text of the kernel, line by line and word by word, without making strings of
 * what nobody asks for. Words are separated by blanks, tabs, colons and equals signs. Not
 * thread-safe.
 */
final class ProcText {

  private final byte[] text;
  private int lineEnd = -1;
  private int at;

  ProcText(byte[] text) {
    this.text = text;
  }

  /** Goes to the start of the next line; false at the end of the text. */
  boolean nextLine() {
    at = lineEnd + 1;
    if (at >= text.length) {
      return false;
    }
    lineEnd = at;
    while (lineEnd < text.length && text[lineEnd] != '\n') {
      lineEnd++;
    }
    return true;
  }

  /** Goes to the line whose first word is {@code word}, from here on; false when there is none. */
  boolean find(String word) {
    while (nextLine()) {
      if (skip(word)) {
        return true;
      }
    }
    return false;
  }

  /** Goes past the next word when it is {@code word}, else stays. */
  boolean skip(String word) {
    skipSeparators();
    int end = wordEnd();
    if (end - at != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text[at + i] != word.charAt(i)) {
        return false;
      }
    }
    at = end;
    return true;
  }

  /** Goes past {@code count} words. */
  ProcText skipWords(int count) {
    for (int i = 0; i < count; i++) {
      skipSeparators();
      at = wordEnd();
    }
    return this;
  }

  /** Whether the line has another word. */
  boolean hasWord() {
    skipSeparators();
    return at < lineEnd;
  }

  /** The next word of the line; empty at its end. */
  String word() {
    skipSeparators();
    int start = at;
    at = wordEnd();
    return new String(text, start, at - start, StandardCharsets.UTF_8);
  }

  /** What is left of the line. */
  String rest() {
    String rest = new String(text, at, lineEnd - at, StandardCharsets.UTF_8);
    at = lineEnd;
    return rest;
  }

  /**
   * The next word as a number without sign.
   *
   * @throws NumberFormatException when it is none
   */
  long number() {
    skipSeparators();
    int start = at;
    int end = wordEnd();
    long value = 0;
    for (; at < end; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      value = value * 10 + digit;
    }
    if (start == end || at < end) {
      throw new NumberFormatException(
          "a number was expected at byte "
              + start
              + ", not \""
              + new String(text, start, end - start, StandardCharsets.UTF_8)
              + "\"");
    }
    return value;
  }

  private void skipSeparators() {
    while (at < lineEnd && isSeparator(text[at])) {
      at++;
    }
  }

  private int wordEnd() {
    int end = at;
    while (end < lineEnd && !isSeparator(text[end])) {
      end++;
    }
    return end;
  }

  private static boolean isSeparator(byte each) {
    return each == ' ' || each == '\t' || each == ':' || each == '=';
  }
}
