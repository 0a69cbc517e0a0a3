package io.pgcause.sampling;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the kernel tells about the host.
 *
 * @param proc {@code /proc}
 * @param sys {@code /sys}
 */
record HostFiles(Path proc, Path sys) {

  static final HostFiles SYSTEM = new HostFiles(Path.of("/proc"), Path.of("/sys"));

  /** Far above any of these files on a host with thousands of processors. */
  private static final int MAX_BYTES = 4 << 20;

  /** The text of a file under {@code /proc}. */
  ProcText proc(String file) throws IOException {
    return read(proc.resolve(file));
  }

  /** The text of a file under {@code /sys}. */
  ProcText sys(String file) throws IOException {
    return read(sys.resolve(file));
  }

  /** Whether there is a readable {@code file} under {@code /sys}. */
  boolean hasSys(String file) {
    return Files.isReadable(sys.resolve(file));
  }

  private static ProcText read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new ProcText(in.readNBytes(MAX_BYTES));
    }
  }
}
