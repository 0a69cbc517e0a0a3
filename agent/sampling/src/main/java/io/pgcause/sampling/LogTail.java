package io.pgcause.sampling;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows a log that is written elsewhere and gives each complete line once. Begins at the end of
 * what is there at first sight. A file that was renamed or removed is read to its end before its
 * successor is begun; one that was truncated is begun anew. Not thread-safe.
 *
 * <p>Bounded: a call reads at most {@link #BYTES_PER_CALL}; when more than {@link #MAX_BACKLOG} is
 * unread, all but the last part is left out; a line is at most {@link #MAX_LINE} long.
 */
final class LogTail {

  static final int BYTES_PER_CALL = 4 << 20;
  static final int MAX_BACKLOG = 8 * BYTES_PER_CALL;
  static final int MAX_LINE = 1 << 20;
  private static final int FIRST_BUFFER = 64 << 10;

  private final LogFiles files;
  private byte[] buffer = new byte[FIRST_BUFFER];
  private int filled;
  private boolean skippingLine;
  private final Map<Object, Long> readUpTo = new HashMap<>();
  private volatile @Nullable FileChannel channel;
  private @Nullable Object fileKey;
  private long position;

  /**
   * @param path a file, or a folder of files, as in {@link SamplingTarget#serverLog}
   */
  LogTail(Path path) {
    this.files = new LogFiles(path);
  }

  /** Takes lines as they are read. */
  interface Lines {

    /** A line without its end, in {@code buffer}, which is used again afterwards. */
    void line(byte[] buffer, int from, int length);

    /** A line was too long, or its end was never written. */
    void broken();

    /** The reader is too far behind; many lines were left out. */
    void leftOut();
  }

  /**
   * Gives what was written since the last call, up to the bounds.
   *
   * @throws IOException when the log cannot be read, as long as there has been none
   */
  void read(Lines lines) throws IOException {
    List<LogFiles.Found> found = files.all();
    if (fileKey == null) {
      found.forEach(file -> readUpTo.put(file.key(), file.size()));
      open(files.newest(found), lines);
    }
    readUpTo.keySet().retainAll(found.stream().map(LogFiles.Found::key).toList());
    // looked for before the open file is read to its end: nothing is written to it any more
    LogFiles.Found next = files.after(fileKey, found);
    int budget = BYTES_PER_CALL - drain(BYTES_PER_CALL, lines);
    while (budget > 0 && next != null) {
      open(next, lines);
      next = files.after(fileKey, found);
      budget -= drain(budget, lines);
    }
  }

  /** Lets go of the file. Any thread. */
  void close() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }

  private void open(LogFiles.Found file, Lines lines) throws IOException {
    FileChannel opened = FileChannel.open(file.path(), StandardOpenOption.READ);
    if (fileKey != null) {
      readUpTo.put(fileKey, position);
    }
    close();
    if (filled > 0) {
      lines.broken();
    }
    channel = opened;
    fileKey = file.key();
    filled = 0;
    // a folder may use its names again, appending to what was read a week ago
    position = readUpTo.getOrDefault(file.key(), 0L);
    skippingLine = position > 0 && !endsLine(opened, position);
  }

  /** Reads to the end of the open file or of the budget; tells how many bytes it took. */
  private int drain(int budget, Lines lines) throws IOException {
    FileChannel open = channel;
    if (open == null) {
      return 0;
    }
    long size = open.size();
    if (size < position) {
      position = 0;
      filled = 0;
      skippingLine = false;
    }
    if (size - position > MAX_BACKLOG) {
      position = size - BYTES_PER_CALL;
      filled = 0;
      skippingLine = true;
      lines.leftOut();
    }
    int taken = 0;
    while (taken < budget) {
      int room = Math.min(buffer.length - filled, budget - taken);
      int read = open.read(ByteBuffer.wrap(buffer, filled, room), position);
      if (read <= 0) {
        break;
      }
      position += read;
      taken += read;
      cut(filled + read, lines);
    }
    return taken;
  }

  /** Gives the lines among the first {@code end} bytes and keeps the rest for the next read. */
  private void cut(int end, Lines lines) {
    int start = 0;
    for (int at = filled; at < end; at++) {
      if (buffer[at] == '\n') {
        if (!skippingLine) {
          lines.line(buffer, start, at - start);
        }
        skippingLine = false;
        start = at + 1;
      }
    }
    filled = end - start;
    System.arraycopy(buffer, start, buffer, 0, filled);
    if (skippingLine) {
      filled = 0;
    } else if (filled == buffer.length && filled < MAX_LINE) {
      buffer = Arrays.copyOf(buffer, 2 * filled);
    } else if (filled == buffer.length) {
      filled = 0;
      skippingLine = true;
      lines.broken();
    }
  }

  private static boolean endsLine(FileChannel file, long position) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return file.read(last, position - 1) == 1 && last.get(0) == '\n';
  }
}
