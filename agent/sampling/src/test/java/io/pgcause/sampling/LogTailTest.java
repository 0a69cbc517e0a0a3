package io.pgcause.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

  @TempDir Path folder;

  @Test
  void whatWasThereAtFirstSightIsHistory() throws IOException {
    Path log = write("log.json", "old\n");
    LogTail tail = new LogTail(log);

    assertThat(read(tail)).isEmpty();
    append(log, "new\nnewer\n");
    assertThat(read(tail)).containsExactly("new", "newer");
    assertThat(read(tail)).isEmpty();
  }

  @Test
  void lineIsGivenOnceItsEndIsWritten() throws IOException {
    Path log = write("log.json", "half of an old li");
    LogTail tail = new LogTail(log);
    read(tail);

    append(log, "ne\nfirst half, ");
    assertThat(read(tail)).isEmpty();
    append(log, "second half\n");
    assertThat(read(tail)).containsExactly("first half, second half");
  }

  @Test
  void truncatedFileIsBegunAnew() throws IOException {
    Path log = write("log.json", "old and long\n");
    LogTail tail = new LogTail(log);
    read(tail);

    Files.writeString(log, "short\n");
    assertThat(read(tail)).containsExactly("short");
  }

  @Test
  void renamedFileIsReadToItsEndBeforeItsSuccessor() throws IOException {
    Path log = write("log.json", "");
    LogTail tail = new LogTail(log);
    read(tail);

    append(log, "last of the first\ncut o");
    Files.move(log, folder.resolve("log.json.1"));
    assertThat(read(tail)).containsExactly("last of the first");
    write("log.json", "first of the second\n");
    assertThat(read(tail)).containsExactly("<broken>", "first of the second");
  }

  @Test
  void folderIsFollowedFromFileToFile() throws IOException {
    Path monday = write("mon.json", "old\n", 100);
    write("server.log", "not a jsonlog\n", 900);
    LogTail tail = new LogTail(folder);
    read(tail);

    append(monday, "monday\n", 200);
    write("tue.json", "tuesday\n", 300);
    write("wed.json", "wednesday\n", 400);
    assertThat(read(tail)).containsExactly("monday", "tuesday", "wednesday");
  }

  @Test
  void nameThatIsUsedAgainIsReadFromWhereItWasLeft() throws IOException {
    Path monday = write("mon.json", "read on monday\n", 100);
    LogTail tail = new LogTail(folder);
    read(tail);
    write("tue.json", "tuesday\n", 200);
    read(tail);

    append(monday, "a week later\n", 300);
    assertThat(read(tail)).containsExactly("a week later");
  }

  @Test
  void lineBeyondTheBoundIsBrokenAndTheNextOneWhole() throws IOException {
    Path log = write("log.json", "");
    LogTail tail = new LogTail(log);
    read(tail);

    append(log, "x".repeat(LogTail.MAX_LINE + 100_000) + "\nnext\n");
    assertThat(read(tail)).containsExactly("<broken>", "next");
  }

  @Test
  void oneCallReadsNoMoreThanItMay() throws IOException {
    Path log = write("log.json", "");
    LogTail tail = new LogTail(log);
    read(tail);

    append(log, ("y".repeat(1023) + "\n").repeat(LogTail.BYTES_PER_CALL / 1024 + 10));
    assertThat(read(tail)).hasSize(LogTail.BYTES_PER_CALL / 1024);
    assertThat(read(tail)).hasSize(10);
  }

  @Test
  void readerThatIsTooFarBehindSaysWhatItLeavesOut() throws IOException {
    Path log = write("log.json", "");
    LogTail tail = new LogTail(log);
    read(tail);

    append(log, ("z".repeat(1023) + "\n").repeat(LogTail.MAX_BACKLOG / 1024 + 10));
    List<String> lines = read(tail);

    assertThat(lines).hasSize(LogTail.BYTES_PER_CALL / 1024).startsWith("<left out>");
  }

  @Test
  void missingLogIsAFailureUntilItIsThere() throws IOException {
    LogTail tail = new LogTail(folder.resolve("log.json"));

    assertThatThrownBy(() -> read(tail)).isInstanceOf(NoSuchFileException.class);
    write("log.json", "already there\n");
    assertThat(read(tail)).isEmpty();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path write(String name, String text, long second) throws IOException {
    return Files.setLastModifiedTime(write(name, text), FileTime.fromMillis(second * 1000));
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private static void append(Path file, String text, long second) throws IOException {
    append(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(second * 1000));
  }

  private static List<String> read(LogTail tail) throws IOException {
    List<String> lines = new ArrayList<>();
    tail.read(
        new LogTail.Lines() {
          @Override
          public void line(byte[] buffer, int from, int length) {
            lines.add(new String(buffer, from, length, StandardCharsets.UTF_8));
          }

          @Override
          public void broken() {
            lines.add("<broken>");
          }

          @Override
          public void leftOut() {
            lines.add("<left out>");
          }
        });
    return lines;
  }
}
