package io.pgcause.rules.source;

import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Finds where each character of a YAML scalar stands in its file.
 *
 * <p>Folding, indentation and chomping only change white space, and never remove all of it between
 * two words or add it inside one. So every run of white space in the value belongs to one in the
 * file, and the other characters follow each other one to one, save for the escapes of quoted
 * scalars.
 */
final class ScalarPlaces {

  private final SourceText source;
  private final ScalarStyle style;
  private final int end;
  private int at;

  private ScalarPlaces(SourceText source, ScalarStyle style, int start, int end) {
    this.source = source;
    this.style = style;
    this.at = start;
    this.end = end;
  }

  static PlacedText of(SourceText source, ScalarNode node) {
    int start = node.getStartMark().map(mark -> offset(source, mark)).orElse(0);
    int end = node.getEndMark().map(mark -> offset(source, mark)).orElse(start);
    ScalarPlaces places = new ScalarPlaces(source, node.getScalarStyle(), start, end);
    String value = node.getValue();
    return new PlacedText(source, value, places.align(value));
  }

  static int offset(SourceText source, Mark mark) {
    return source.offset(mark.getLine(), mark.getColumn());
  }

  private int[] align(String value) {
    skipOpening();
    int[] offsets = new int[value.length() + 1];
    boolean inWhite = false;
    for (int i = 0; i < value.length(); i++) {
      boolean white = isWhite(value.charAt(i));
      if (inWhite && !white || i == 0 && !white) {
        skipWhite();
      }
      offsets[i] = Math.min(at, Math.max(end - 1, 0));
      if (!isSecondHalf(value, i + 1)) {
        step(white);
      }
      inWhite = white;
    }
    offsets[value.length()] = Math.min(at, end);
    return offsets;
  }

  private void skipOpening() {
    switch (style) {
      case SINGLE_QUOTED, DOUBLE_QUOTED -> at++;
      case LITERAL, FOLDED -> skipHeader();
      case PLAIN, JSON_SCALAR_STYLE -> {}
    }
  }

  /** The header of a block scalar is the rest of its first line: indicators, maybe a comment. */
  private void skipHeader() {
    while (at < end && source.at(at) != '\n' && source.at(at) != '\r') {
      at++;
    }
  }

  private void skipWhite() {
    while (at < end) {
      if (isWhite(source.at(at))) {
        at++;
      } else if (style == ScalarStyle.DOUBLE_QUOTED && isEscapedWhite()) {
        at += 2;
      } else {
        return;
      }
    }
  }

  /** Moves behind the source of one character of the value. */
  private void step(boolean white) {
    int c = source.at(at);
    if (style == ScalarStyle.DOUBLE_QUOTED && c == '\\') {
      at += escapeLength();
    } else if (style == ScalarStyle.SINGLE_QUOTED && c == '\'' && source.at(at + 1) == '\'') {
      at += 2;
    } else if (!white || isWhite(c)) {
      at++;
    }
  }

  private int escapeLength() {
    return switch (source.at(at + 1)) {
      case 'x' -> 4;
      case 'u' -> 6;
      case 'U' -> 10;
      default -> 2;
    };
  }

  /** An escape that stands for white space, or a line break that does not count. */
  private boolean isEscapedWhite() {
    return source.at(at) == '\\' && " \t\n\rtnr".indexOf(source.at(at + 1)) >= 0;
  }

  private static boolean isSecondHalf(String value, int i) {
    return i < value.length() && Character.isSurrogatePair(value.charAt(i - 1), value.charAt(i));
  }

  private static boolean isWhite(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
