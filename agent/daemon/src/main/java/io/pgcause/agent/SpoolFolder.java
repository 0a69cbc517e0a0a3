package io.pgcause.agent;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The files of one instance's spool beside its segments.
 *
 * <pre>
 *  epoch    the epoch in decimal digits and a line feed
 *  done     every frame before this position is settled: epoch i64, sequence i64, crc32c i32;
 *           locked while an agent uses the folder
 *  *.frames {@link Segment}
 * </pre>
 *
 * <p>{@code done} is overwritten in place and not forced to the disk: a stale one only makes the
 * agent send frames again that the pipeline knows already.
 */
final class SpoolFolder implements Closeable {

  private static final int DONE_BYTES = 20;
  private static final int MAX_NAME = 160;
  private static final FileAttribute<?> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path path;
  private final FileChannel done;

  private SpoolFolder(Path path, FileChannel done) {
    this.path = path;
    this.done = done;
  }

  /**
   * The folder of {@code instanceId} below {@code root}. Both are made when they are missing, for
   * this user alone: frames hold query texts.
   */
  static SpoolFolder open(Path root, String instanceId) throws SpoolException {
    Path path = root.resolve(nameOf(instanceId));
    try {
      Files.createDirectories(path, PRIVATE);
      FileChannel done =
          FileChannel.open(
              path.resolve("done"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      try {
        if (done.tryLock() == null) {
          throw new OverlappingFileLockException();
        }
      } catch (IOException | OverlappingFileLockException e) {
        done.close();
        throw e;
      }
      return new SpoolFolder(path, done);
    } catch (OverlappingFileLockException e) {
      throw SpoolException.inUse(path, e);
    } catch (IOException e) {
      throw SpoolException.unusable(path, e);
    }
  }

  Path path() {
    return path;
  }

  /** The epoch that frames go on with; empty when there is none that can be trusted. */
  OptionalLong readEpoch() throws IOException {
    Path file = path.resolve("epoch");
    // A symbolic link to a device has no size either: nothing is stored there.
    if (!Files.exists(file) || Files.size(file) == 0) {
      return OptionalLong.empty();
    }
    String text = Files.readString(file, StandardCharsets.UTF_8);
    return text.matches("\\d{1,18}\\n")
        ? OptionalLong.of(Long.parseLong(text.strip()))
        : OptionalLong.empty();
  }

  /** Stores the epoch on the disk itself; half of one is no epoch, so no rename is needed. */
  void writeEpoch(long epoch) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            path.resolve("epoch"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer text = ByteBuffer.wrap((epoch + "\n").getBytes(StandardCharsets.UTF_8));
      while (text.hasRemaining()) {
        file.write(text);
      }
      file.force(true);
    }
    force();
  }

  void deleteEpoch() throws IOException {
    Files.deleteIfExists(path.resolve("epoch"));
    force();
  }

  /** The position before which every frame is settled, or null when none is known. */
  @Nullable FramePosition readDone() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(DONE_BYTES);
    if (done.read(bytes, 0) < DONE_BYTES || checksum(bytes) != bytes.getInt(16)) {
      return null;
    }
    return new FramePosition(bytes.getLong(0), bytes.getLong(8));
  }

  void writeDone(FramePosition next) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(DONE_BYTES);
    bytes.putLong(0, next.epoch()).putLong(8, next.sequence());
    bytes.putInt(16, checksum(bytes));
    done.write(bytes, 0);
  }

  /** The segments of earlier processes, oldest first. */
  List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(Segment::isSegment).sorted().toList();
    }
  }

  /** Makes new names in this folder survive a loss of power. */
  void force() throws IOException {
    try (FileChannel folder = FileChannel.open(path, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    done.close();
  }

  /** The id with everything but letters, digits, dash and underscore as %XX: one id, one name. */
  private static String nameOf(String instanceId) {
    StringBuilder name = new StringBuilder();
    for (byte octet : instanceId.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) octet;
      boolean plain =
          octet == '-' || octet == '_' || (octet > 0 && Character.isLetterOrDigit(letter));
      boolean dot = octet == '.' && !name.isEmpty();
      name.append(plain || dot ? String.valueOf(letter) : String.format("%%%02X", octet & 0xFF));
    }
    if (name.length() <= MAX_NAME) {
      return name.toString();
    }
    UUID whole = UUID.nameUUIDFromBytes(instanceId.getBytes(StandardCharsets.UTF_8));
    return name.substring(0, MAX_NAME) + "~" + whole;
  }

  private static int checksum(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(0, 16));
    return (int) crc.getValue();
  }
}
