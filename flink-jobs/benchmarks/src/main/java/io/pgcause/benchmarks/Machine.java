package io.pgcause.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where figures were made.
 *
 * @param cpu model
 * @param cores that the JVM may use
 * @param memoryMebibytes of the machine
 * @param jdk version and the options that size it
 * @param kernel name and release
 * @param load average over a minute when the run began: what others did at the same time
 */
record Machine(
    String cpu, int cores, long memoryMebibytes, String jdk, String kernel, double load) {

  private static final long KIBIBYTES_PER_MEBIBYTE = 1024;

  /** This machine, now. */
  static Machine current() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        field(Path.of("/proc/cpuinfo"), "model name", "unknown CPU"),
        Runtime.getRuntime().availableProcessors(),
        kibibytes(field(Path.of("/proc/meminfo"), "MemTotal", "0 kB")) / KIBIBYTES_PER_MEBIBYTE,
        runtime(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        system.getSystemLoadAverage());
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %.1f GiB, %s, %s, load %.1f at the start",
        cpu,
        cores,
        memoryMebibytes / 1024.0,
        jdk,
        kernel,
        load);
  }

  private static String runtime() {
    String options =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> argument.startsWith("-X"))
            .collect(Collectors.joining(" "));
    return ("JDK " + System.getProperty("java.runtime.version") + " " + options).strip();
  }

  private static String field(Path file, String name, String otherwise) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      return otherwise; // not Linux: the figures are worth having all the same
    }
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(otherwise);
  }

  private static long kibibytes(String text) {
    return Long.parseLong(text.replace("kB", "").strip());
  }
}
