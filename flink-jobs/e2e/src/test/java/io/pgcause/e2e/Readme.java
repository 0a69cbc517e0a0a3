package io.pgcause.e2e;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A README of the checkout and the commands it shows. Commands stand in blocks fenced as {@code
 * sh}; one fenced as {@code sh not-run} says in the last line of text above it why it cannot be
 * run.
 *
 * @param file relative to the root of the checkout
 */
record Readme(Path file, List<CommandBlock> blocks) {

  private static final String NAME = "README.md";
  private static final String FENCE = "```";
  private static final String RUN = "sh";
  private static final String NOT_RUN = "sh not-run";
  private static final Set<String> SHELLS = Set.of("bash", "shell", "console", "zsh");

  Readme {
    blocks = List.copyOf(blocks);
  }

  /** Every README below {@code home}, except in what builds and tools made. */
  static List<Readme> below(Path home) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        home,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean made = name.equals("target") || name.equals("node_modules");
            boolean hidden = name.startsWith(".") && !folder.equals(home);
            return made || hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.getFileName().toString().equals(NAME)) {
              files.add(home.relativize(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    List<Readme> readmes = new ArrayList<>();
    for (Path file : files.stream().sorted().toList()) {
      readmes.add(parse(file, Files.readString(home.resolve(file))));
    }
    return readmes;
  }

  /**
   * Finds the blocks in {@code text}.
   *
   * @throws IllegalArgumentException when a block is left open, is fenced as another shell, or is
   *     not run without a reason
   */
  static Readme parse(Path file, String text) {
    List<String> lines = text.lines().toList();
    List<CommandBlock> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith(FENCE)) {
        int end = closing(file, lines, i);
        String info = line.substring(FENCE.length()).strip();
        String commands = String.join("\n", lines.subList(i + 1, end)).stripIndent();
        if (info.equals(RUN)) {
          blocks.add(new CommandBlock(i + 1, commands, ""));
        } else if (info.equals(NOT_RUN)) {
          blocks.add(new CommandBlock(i + 1, commands, reason(file, lines, i)));
        } else if (info.startsWith(RUN + " ") || SHELLS.contains(info.split(" ")[0])) {
          throw mistake(file, i, "expected \"sh\" or \"sh not-run\", found \"" + info + "\"");
        }
        i = end;
      }
    }
    return new Readme(file, blocks);
  }

  private static int closing(Path file, List<String> lines, int opening) {
    for (int i = opening + 1; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(FENCE)) {
        return i;
      }
    }
    throw mistake(file, opening, "the block is never closed");
  }

  private static String reason(Path file, List<String> lines, int opening) {
    int above = opening - 1;
    while (above >= 0 && lines.get(above).isBlank()) {
      above--;
    }
    String reason = above < 0 ? "" : lines.get(above).strip();
    if (reason.isEmpty() || reason.startsWith("#") || reason.startsWith(FENCE)) {
      throw mistake(file, opening, "the line above must say why the commands are not run");
    }
    return reason;
  }

  private static IllegalArgumentException mistake(Path file, int line, String what) {
    return new IllegalArgumentException(file + ":" + (line + 1) + ": " + what);
  }
}
