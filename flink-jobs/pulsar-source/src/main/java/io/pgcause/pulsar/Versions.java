package io.pgcause.pulsar;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;

/** Refuses state that this build cannot read, in words that say what to do. */
final class Versions {

  private Versions() {}

  static void check(String what, int found, int known) throws IOException {
    if (found != known) {
      throw new IOException(
          ("Pulsar source %s state has version %d, this build reads version %d; restore it with the "
                  + "build that wrote it, or a newer one")
              .formatted(what, found, known));
    }
  }

  static void checkEnd(String what, DataInputDeserializer in) throws IOException {
    if (in.available() != 0) {
      throw new IOException(
          "Pulsar source %s state has %d bytes too many; the state is damaged"
              .formatted(what, in.available()));
    }
  }
}
