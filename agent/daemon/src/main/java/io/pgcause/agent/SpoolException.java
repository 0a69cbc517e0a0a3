package io.pgcause.agent;

import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A spool folder that cannot be used at all. The message is one line for the operator. */
public final class SpoolException extends Exception {

  private static final long serialVersionUID = 1L;

  private SpoolException(String message, Throwable cause) {
    super(message, cause);
  }

  static SpoolException unusable(Path folder, IOException cause) {
    return new SpoolException(
        "spool folder "
            + folder
            + " cannot be used: "
            + problem(cause)
            + "; make it a folder this user can write to, or name another with --spool",
        cause);
  }

  static SpoolException inUse(Path folder, OverlappingFileLockException cause) {
    return new SpoolException(
        "spool folder "
            + folder
            + " is in use by another agent; stop that one, or name another folder with --spool",
        cause);
  }

  /** What is wrong in a few words; the messages of some file exceptions are only a path. */
  static String problem(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "a file is where the folder should be";
    }
    if (cause instanceof NoSuchFileException) {
      return "it does not exist";
    }
    if (cause instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return String.valueOf(cause.getMessage());
  }
}
