package io.pgcause.sampling;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which file of a log is to be read: one file by its name, whatever file that is at the moment, or
 * those of a folder by the time they were last written. Files are told apart by what the file
 * system knows them by (device and inode), not by their names.
 */
final class LogFiles {

  private static final String PATTERN = "*.json";

  private final Path path;

  LogFiles(Path path) {
    this.path = path;
  }

  /**
   * A file that was there a moment ago.
   *
   * @param key stays the same when the file is renamed
   */
  record Found(Path path, Object key, long size, FileTime written) {}

  /**
   * The last of {@code found}.
   *
   * @throws NoSuchFileException when there is none
   */
  Found newest(List<Found> found) throws NoSuchFileException {
    if (found.isEmpty()) {
      throw new NoSuchFileException(path.toString(), null, "no log in jsonlog format there");
    }
    return found.get(found.size() - 1);
  }

  /**
   * The file to read once the one known by {@code key} is at its end: the next one, or the newest
   * when that one is gone; null when there is none.
   */
  @Nullable Found after(@Nullable Object key, List<Found> found) {
    int known = -1;
    for (int i = 0; i < found.size(); i++) {
      known = found.get(i).key().equals(key) ? i : known;
    }
    int next = known < 0 ? found.size() - 1 : known + 1;
    return 0 <= next && next < found.size() ? found.get(next) : null;
  }

  /** What is there, by time and then by name, as date-stamped names sort. */
  List<Found> all() throws IOException {
    List<Found> all = new ArrayList<>();
    if (Files.isDirectory(path)) {
      try (DirectoryStream<Path> folder = Files.newDirectoryStream(path, PATTERN)) {
        for (Path file : folder) {
          addIfFile(file, all);
        }
      }
      all.sort(Comparator.comparing(Found::written).thenComparing(Found::path));
    } else {
      addIfFile(path, all);
    }
    return all;
  }

  private static void addIfFile(Path file, List<Found> all) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Object key = attributes.fileKey();
      if (attributes.isRegularFile()) {
        all.add(
            new Found(
                file, key == null ? file : key, attributes.size(), attributes.lastModifiedTime()));
      }
    } catch (NoSuchFileException e) {
      // renamed or removed since the folder was listed: it will be back, or it is history
      return;
    }
  }
}
