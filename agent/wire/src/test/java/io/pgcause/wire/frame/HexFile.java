package io.pgcause.wire.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Published vectors: hexadecimal bytes, a comment behind {@code #} on any line. */
final class HexFile {

  private HexFile() {}

  static byte[] read(String name) {
    String resource = "/vectors/" + name + ".hex";
    try (InputStream in = HexFile.class.getResourceAsStream(resource)) {
      String digits =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.replaceFirst("#.*", "").replace(" ", ""))
              .collect(Collectors.joining());
      return HexFormat.of().parseHex(digits);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
