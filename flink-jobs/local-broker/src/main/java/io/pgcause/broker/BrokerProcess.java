package io.pgcause.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Lays out a broker's data directory and launches the child in it. */
final class BrokerProcess {

  private static final int LOG_LINES = 25;
  private static final int TAIL_BYTES = 32 * 1024;

  private final BrokerOptions options;
  private final BrokerPorts ports;
  private final String classPath;

  BrokerProcess(BrokerOptions options, BrokerPorts ports, String classPath) {
    this.options = options;
    this.ports = ports;
    this.classPath = classPath;
  }

  Path log() {
    return options.data().resolve("broker.log");
  }

  Process launch() throws IOException {
    Path data = options.data();
    Path child = data.resolve("child");
    Path scratch = data.resolve("tmp");
    Files.createDirectories(data);
    Files.writeString(data.resolve("standalone.conf"), BrokerConfiguration.text(options, ports));
    copyMainClass(child);
    emptyDirectory(scratch);
    return new ProcessBuilder(command(child, scratch))
        .directory(data.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  /** The last lines of the log, or why they cannot be had. */
  String logTail() {
    try (InputStream in = Files.newInputStream(log())) {
      in.skipNBytes(Math.max(0, Files.size(log()) - TAIL_BYTES));
      List<String> lines = new String(in.readAllBytes(), UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (IOException e) {
      return "(log not readable: " + e + ")";
    }
  }

  private List<String> command(Path child, Path scratch) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + options.heapMegabytes() + "m",
        "-XX:MaxDirectMemorySize=" + options.directMegabytes() + "m",
        // Ready sooner and smaller; a broker that serves one machine never misses the peak.
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError",
        // Native libraries are unpacked here; a killed broker leaves them behind.
        "-Djava.io.tmpdir=" + scratch,
        "-cp",
        child + File.pathSeparator + classPath,
        ChildMain.class.getName(),
        "-c",
        options.data().resolve("standalone.conf").toString(),
        "-nfw",
        "-nss",
        "--metadata-dir",
        options.data().resolve("metadata").toString(),
        "--bookkeeper-dir",
        options.data().resolve("bookkeeper").toString(),
        "--bookkeeper-port",
        Integer.toString(ports.bookie()));
  }

  private static void copyMainClass(Path child) throws IOException {
    String name = ChildMain.class.getName().replace('.', '/') + ".class";
    Path target = child.resolve(name);
    Files.createDirectories(target.getParent());
    try (InputStream bytes = ChildMain.class.getClassLoader().getResourceAsStream(name)) {
      if (bytes == null) {
        throw new IOException("class file %s is not on the class path".formatted(name));
      }
      Files.copy(bytes, target, REPLACE_EXISTING);
    }
  }

  private static void emptyDirectory(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> tree = Files.walk(directory)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(directory);
  }
}
