package io.pgcause.agent;

import java.util.concurrent.atomic.LongAdder;

/** What went over all connections so far; a frame sent twice counts twice. Thread-safe. */
final class Traffic {

  final LongAdder connections = new LongAdder();
  final LongAdder frames = new LongAdder();
  final LongAdder bytes = new LongAdder();
  private volatile boolean connected;

  boolean isConnected() {
    return connected;
  }

  void connected() {
    connections.increment();
    connected = true;
  }

  void disconnected() {
    connected = false;
  }
}
