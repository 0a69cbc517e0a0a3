package io.pgcause.rules.source;

import java.util.Arrays;

/**
 * A value of a file that knows where each of its characters stands, however the file quoted, folded
 * or indented it. Immutable.
 */
public final class PlacedText {

  private final SourceText source;
  private final String value;
  private final int[] offsets;

  /**
   * @param offsets where each {@code char} of the value stands, and last where the value ends
   */
  PlacedText(SourceText source, String value, int[] offsets) {
    if (offsets.length != value.length() + 1) {
      throw new IllegalArgumentException(
          offsets.length + " places for " + value.length() + " characters and an end");
    }
    this.source = source;
    this.value = value;
    this.offsets = offsets;
  }

  /** The whole of {@code text} as a value, for what does not come from YAML. */
  public static PlacedText ofWhole(SourceText source) {
    String text = source.text();
    int[] offsets = new int[text.length() + 1];
    for (int at = 0; at < text.length(); at++) {
      boolean half = at > 0 && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
      offsets[at + 1] = offsets[at] + (half ? 0 : 1);
    }
    return new PlacedText(source, text, offsets);
  }

  public String value() {
    return value;
  }

  /** The part from {@code from} until before {@code to}, without white space around it. */
  public PlacedText slice(int from, int to) {
    int start = from;
    int end = to;
    while (start < end && Character.isWhitespace(value.charAt(start))) {
      start++;
    }
    while (end > start && Character.isWhitespace(value.charAt(end - 1))) {
      end--;
    }
    int[] places = Arrays.copyOfRange(offsets, start, end + 1);
    places[places.length - 1] = endOf(start, end);
    return new PlacedText(source, value.substring(start, end), places);
  }

  /** The problem {@code message} of the characters from {@code from} until before {@code to}. */
  public RuleIssue issue(int from, int to, String message) {
    return source.issue(offsets[from], endOf(from, to), message);
  }

  /** The problem {@code message} of the whole value. */
  public RuleIssue issue(String message) {
    return issue(0, value.length(), message);
  }

  /** Where the part ends: just behind its last character, not where the next one begins. */
  private int endOf(int from, int to) {
    return to == from ? offsets[from] : offsets[to - 1] + 1;
  }

  @Override
  public String toString() {
    return value;
  }
}
