package io.pgcause.rules.source;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The text of one file and its lines. Places are offsets in code points, as the YAML reader counts
 * them. Immutable.
 */
public final class SourceText {

  private final String file;
  private final String text;
  private final int[] points;
  private final int[] lineStarts;

  /**
   * @param file how to name the file in messages
   */
  public SourceText(String file, String text) {
    this.file = file;
    this.text = text;
    this.points = text.codePoints().toArray();
    this.lineStarts =
        IntStream.concat(
                IntStream.of(0),
                IntStream.rangeClosed(1, points.length).filter(at -> endsLine(at - 1)))
            .toArray();
  }

  /**
   * Reads a file.
   *
   * @param name how to name the file in messages
   * @throws IOException when it cannot be read
   * @throws RuleCheckException when it is not text in UTF-8
   */
  public static SourceText read(Path file, String name) throws IOException, RuleCheckException {
    try {
      return new SourceText(name, Files.readString(file));
    } catch (CharacterCodingException e) {
      RuleIssue issue = RuleIssue.ofFile(name, "expected text in UTF-8, found other bytes");
      RuleCheckException refusal = new RuleCheckException(List.of(issue));
      refusal.initCause(e);
      throw refusal;
    }
  }

  public String file() {
    return file;
  }

  public String text() {
    return text;
  }

  /** The problem {@code message} of the characters from {@code from} until before {@code to}. */
  RuleIssue issue(int from, int to, String message) {
    int start = Math.max(0, Math.min(from, points.length));
    int line = lineOf(start);
    int lineEnd = lineEnd(line);
    int width = Math.max(1, Math.min(to, lineEnd) - start);
    String sourceLine = new String(points, lineStarts[line], lineEnd - lineStarts[line]);
    return new RuleIssue(file, line + 1, start - lineStarts[line] + 1, message, sourceLine, width);
  }

  /** The offset of a place given as line and column from 0; the nearest there is. */
  int offset(int line, int column) {
    int nearest = Math.max(0, Math.min(line, lineStarts.length - 1));
    return Math.min(points.length, lineStarts[nearest] + Math.max(0, column));
  }

  int length() {
    return points.length;
  }

  /** The character at {@code offset}; -1 behind the end. */
  int at(int offset) {
    return offset < points.length ? points[offset] : -1;
  }

  private int lineOf(int offset) {
    int line = Arrays.binarySearch(lineStarts, offset);
    return line >= 0 ? line : -line - 2;
  }

  private int lineEnd(int line) {
    int end = lineStarts[line];
    while (end < points.length && points[end] != '\n' && points[end] != '\r') {
      end++;
    }
    return end;
  }

  private boolean endsLine(int offset) {
    return points[offset] == '\n'
        || points[offset] == '\r' && (offset + 1 == points.length || points[offset + 1] != '\n');
  }
}
