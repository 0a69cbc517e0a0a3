package io.pgcause.agent;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One file of the spool: whole frames one behind the other, in the order of their sequence. Named
 * after the position of its first frame, so that names sort as frames do. Not thread-safe.
 */
final class Segment implements Closeable {

  private static final String SUFFIX = ".frames";
  private static final int EPOCH_DIGITS = 19;
  private static final int SEQUENCE_DIGITS = 19;

  private final Path path;
  private final FramePosition first;
  private @Nullable FileChannel appending;
  private long length;
  private long newestMillis;
  private int pending;

  private Segment(Path path, FramePosition first) {
    this.path = path;
    this.first = first;
  }

  /** A segment to append to; whatever stood in a file of that name is gone. */
  static Segment create(Path folder, FramePosition first) throws IOException {
    String name = String.format("%019d-%019d%s", first.epoch(), first.sequence(), SUFFIX);
    Segment segment = new Segment(folder.resolve(name), first);
    segment.appending =
        FileChannel.open(
            segment.path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
    return segment;
  }

  /** A segment of an earlier process, to be scanned and read. */
  static Segment existing(Path path) throws IOException {
    String name = path.getFileName().toString();
    Segment segment =
        new Segment(
            path,
            new FramePosition(
                Long.parseLong(name, 0, EPOCH_DIGITS, 10),
                Long.parseLong(name, EPOCH_DIGITS + 1, EPOCH_DIGITS + 1 + SEQUENCE_DIGITS, 10)));
    segment.newestMillis = Files.getLastModifiedTime(path).toMillis();
    return segment;
  }

  static boolean isSegment(Path path) {
    return path.getFileName().toString().matches("\\d{19}-\\d{19}\\" + SUFFIX);
  }

  /** Finds the frames in the file and cuts off what follows the last whole one. */
  SegmentScan scan() throws IOException {
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
      readFully(file, 0, bytes);
      SegmentScan scan = SegmentScan.of(bytes, first.sequence());
      if (scan.tail() != SegmentScan.Tail.WHOLE) {
        file.truncate(scan.length());
        file.force(true);
      }
      length = scan.length();
      return scan;
    }
  }

  /**
   * Puts {@code frame} at the end, on the disk itself when this returns.
   *
   * @return its offset
   * @throws IOException when it is not there; the segment must then be closed
   */
  long append(byte[] frame, long nowMillis) throws IOException {
    FileChannel file = appending;
    if (file == null) {
      throw new IOException("segment " + path + " is closed");
    }
    ByteBuffer left = ByteBuffer.wrap(frame);
    while (left.hasRemaining()) {
      file.write(left, length + left.position());
    }
    file.force(false);
    long offset = length;
    length += frame.length;
    newestMillis = nowMillis;
    return offset;
  }

  /** Cuts off what a failed append may have left, and closes the file for appending. */
  void abandonAppend() throws IOException {
    FileChannel file = appending;
    appending = null;
    if (file != null) {
      try (file) {
        file.truncate(length);
      }
    }
  }

  byte[] read(long offset, int size) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(size);
      readFully(file, offset, bytes);
      return bytes.array();
    }
  }

  void delete() throws IOException {
    close();
    Files.deleteIfExists(path);
  }

  @Override
  public void close() throws IOException {
    if (appending != null) {
      appending.close();
      appending = null;
    }
  }

  Path path() {
    return path;
  }

  FramePosition first() {
    return first;
  }

  long length() {
    return length;
  }

  /** When the newest frame was written, milliseconds since 1970 UTC. */
  long newestMillis() {
    return newestMillis;
  }

  /** Frames in here that still wait for their acknowledgement. */
  int pending() {
    return pending;
  }

  void addPending(int change) {
    pending += change;
  }

  private static void readFully(FileChannel file, long from, ByteBuffer into) throws IOException {
    while (into.hasRemaining()) {
      if (file.read(into, from + into.position()) < 0) {
        throw new EOFException("file ends at " + (from + into.position()));
      }
    }
    into.flip();
  }
}
