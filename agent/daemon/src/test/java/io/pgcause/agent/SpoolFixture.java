package io.pgcause.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Spools below one folder, of which copies can be taken as a crash would leave them. */
final class SpoolFixture {

  static final String INSTANCE = "db-1";
  static final SpoolLimits ROOMY = new SpoolLimits(1 << 20, 1 << 16, 1 << 16, Duration.ofHours(1));

  final SetClock clock = new SetClock();
  final Path root;

  SpoolFixture(Path root) {
    this.root = root;
  }

  Spool open() throws SpoolException {
    return open(ROOMY);
  }

  Spool open(SpoolLimits limits) throws SpoolException {
    return Spool.open(root, INSTANCE, limits, clock);
  }

  Path folder() {
    return root.resolve(INSTANCE);
  }

  /** What another process would find now if this one were killed. */
  SpoolFixture crash(Path into) throws IOException {
    SpoolFixture copy = new SpoolFixture(into);
    Files.createDirectories(copy.folder());
    try (Stream<Path> files = Files.list(folder())) {
      for (Path file : files.toList()) {
        if (!Files.isSymbolicLink(file)) {
          Files.copy(file, copy.folder().resolve(file.getFileName()));
        }
      }
    }
    return copy;
  }

  List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(Segment::isSegment).sorted().toList();
    }
  }

  Path onlySegment() throws IOException {
    List<Path> segments = segments();
    if (segments.size() != 1) {
      throw new IllegalStateException("one segment expected, found " + segments);
    }
    return segments.get(0);
  }

  static List<SpooledFrame> pending(Spool spool) throws IOException {
    List<SpooledFrame> frames = new ArrayList<>();
    for (SpooledFrame frame = spool.after(null);
        frame != null;
        frame = spool.after(frame.position())) {
      frames.add(frame);
    }
    return frames;
  }

  static List<Long> sequences(Spool spool) throws IOException {
    return pending(spool).stream().map(frame -> frame.position().sequence()).toList();
  }

  static long epoch(Spool spool) {
    List<Long> epochs = spool.sources().stream().map(source -> source.epoch()).toList();
    return epochs.get(epochs.size() - 1);
  }
}
