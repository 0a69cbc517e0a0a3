package io.pgcause.demo;

import java.io.PrintStream;
import java.time.Duration;

/**
 * Writes the story of a run. On a terminal the last line is live and there are colours; elsewhere
 * every line stands for itself. Safe for all threads.
 */
final class Terminal {

  private static final String CLEAR = "\r\u001b[2K";

  private final PrintStream out;
  private final boolean live;
  private final long startNanos = System.nanoTime();
  private boolean lineOpen;

  Terminal(PrintStream out, boolean live) {
    this.out = out;
    this.live = live;
  }

  /** Colours and a live line only where a person looks, and not when NO_COLOR asks for none. */
  static Terminal system() {
    return new Terminal(System.out, System.console() != null && System.getenv("NO_COLOR") == null);
  }

  /** A step that is done, with the time since the start. */
  synchronized void step(String text) {
    line(String.format("%5.1f s  %s", seconds(), text));
  }

  synchronized void line(String text) {
    clear();
    out.println(text);
    out.flush();
  }

  /** What goes on just now; replaced by the next line on a terminal, nothing elsewhere. */
  synchronized void status(String text) {
    if (live) {
      clear();
      out.print(String.format("%5.1f s  %s", seconds(), text));
      out.flush();
      lineOpen = true;
    }
  }

  boolean isLive() {
    return live;
  }

  String bold(String text) {
    return live ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  String red(String text) {
    return live ? "\u001b[1;31m" + text + "\u001b[0m" : text;
  }

  String green(String text) {
    return live ? "\u001b[32m" + text + "\u001b[0m" : text;
  }

  private double seconds() {
    return Duration.ofNanos(System.nanoTime() - startNanos).toMillis() / 1000.0;
  }

  private void clear() {
    if (lineOpen) {
      out.print(CLEAR);
      lineOpen = false;
    }
  }
}
