package io.pgcause.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes a folder with all that is in it, as far as it goes; never follows links. */
public final class FolderRemoval extends SimpleFileVisitor<Path> {

  private static final Logger LOG = LoggerFactory.getLogger(FolderRemoval.class);

  private FolderRemoval() {}

  /** Removes {@code folder}; what resists is logged and stays. */
  public static void remove(Path folder) {
    try {
      Files.walkFileTree(folder, new FolderRemoval());
    } catch (IOException e) {
      LOG.warn("event=folder_left folder={}", folder, e);
    }
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    Files.deleteIfExists(file);
    return FileVisitResult.CONTINUE;
  }

  /** A file that vanished meanwhile is what was wanted. */
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
      throws IOException {
    Files.deleteIfExists(folder);
    return FileVisitResult.CONTINUE;
  }
}
