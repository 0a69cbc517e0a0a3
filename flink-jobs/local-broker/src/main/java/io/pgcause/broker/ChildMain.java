package io.pgcause.broker;

import java.io.IOException;

/**
 * Main class of the child: runs Pulsar standalone, and leaves when its standard input ends, which
 * the kernel sees to when the parent dies, however it dies. One class file without companions: it
 * is copied out of wherever the parent has it, so that nothing else of the parent's class path
 * comes along.
 */
final class ChildMain {

  private static final String STANDALONE = "org.apache.pulsar.PulsarStandaloneStarter";
  private static final int PARENT_GONE = 3;

  private ChildMain() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    Thread watch = new Thread(ChildMain::leaveWithParent, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    Class.forName(STANDALONE).getMethod("main", String[].class).invoke(null, (Object) args);
  }

  private static void leaveWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Nobody writes; only the end counts.
      }
    } catch (IOException e) {
      System.err.println("cannot watch the parent, leaving: " + e);
    }
    // Not exit(): the broker's shutdown hooks may wait for ever, and its data stand a halt.
    Runtime.getRuntime().halt(PARENT_GONE);
  }
}
