package io.pgcause.agent;

import io.pgcause.wire.frame.FrameHeader;
import io.pgcause.wire.frame.FrameLimits;
import io.pgcause.wire.frame.FrameSource;
import io.pgcause.wire.frame.RefusalReason;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the frames of one instance until they are acknowledged, over restarts and crashes.
 *
 * <p>Gives every frame its epoch and sequence. A frame is on the disk itself (fdatasync) before
 * {@link #after} shows it to anyone. When the disk does not take it, it waits in memory, is sent
 * from there all the same, and goes to the disk as soon as that takes frames again. Every frame
 * ends in exactly one count of {@link #stats}. Thread-safe.
 */
final class Spool implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
  private static final int MAX_FRAME_BYTES =
      FrameHeader.SIZE + FrameLimits.DEFAULT.maxPayloadBytes();

  private final String instanceId;
  private final SpoolFolder folder;
  private final SpoolLimits limits;
  private final Clock clock;
  private final OncePerMinute dropLog = new OncePerMinute(System::nanoTime);

  private final SegmentLog segments;
  private final TreeMap<FramePosition, StoredFrame> pending;
  private final Deque<StoredFrame> memory = new ArrayDeque<>();
  private final Ledger ledger;
  private FramePosition next;
  private long memoryBytes;
  private long pendingBytes;
  private boolean diskRefuses;
  private boolean tidyingFails;
  private boolean closed;

  private Spool(
      String instanceId, SpoolFolder folder, SpoolLimits limits, Clock clock, SpoolRecovery found) {
    this.instanceId = instanceId;
    this.folder = folder;
    this.limits = limits;
    this.clock = clock;
    segments = new SegmentLog(folder, limits.segmentBytes(), found.segments());
    pending = found.pending();
    next = found.next();
    ledger = new Ledger(pending.size(), found.damaged());
    pending.values().forEach(frame -> pendingBytes += frame.length());
  }

  /**
   * Opens the folder of {@code instanceId} below {@code root}, making it when it is missing.
   *
   * @throws SpoolException when frames cannot be kept there
   */
  static Spool open(Path root, String instanceId, SpoolLimits limits, Clock clock)
      throws SpoolException {
    SpoolFolder folder = SpoolFolder.open(root, instanceId);
    try {
      SpoolRecovery found = SpoolRecovery.of(folder, clock);
      Spool spool = new Spool(instanceId, folder, limits, clock, found);
      spool.makeRoom(0);
      spool.tidy();
      LOG.info(
          "spool=open instance={} folder={} epoch={} next={} pending={} damaged={}",
          instanceId,
          folder.path(),
          found.next().epoch(),
          found.next().sequence(),
          found.pending().size(),
          found.damaged());
      return spool;
    } catch (IOException e) {
      SpoolException unusable = SpoolException.unusable(folder.path(), e);
      try {
        folder.close();
      } catch (IOException closing) {
        unusable.addSuppressed(closing);
      }
      throw unusable;
    }
  }

  String instanceId() {
    return instanceId;
  }

  /** The lines of frames in here: those of pending frames, then the one that goes on. */
  synchronized List<FrameSource> sources() {
    Set<Long> epochs = new LinkedHashSet<>();
    pending.keySet().forEach(position -> epochs.add(position.epoch()));
    epochs.add(next.epoch());
    return epochs.stream().map(epoch -> new FrameSource(instanceId, epoch)).toList();
  }

  /**
   * Takes the next frame in. Never fails for the disk's sake.
   *
   * @throws IllegalStateException when this spool is closed
   */
  synchronized void append(FrameEncoder encoder) {
    if (closed) {
      throw new IllegalStateException("the spool of " + instanceId + " is closed");
    }
    byte[] bytes = encoder.encode(new FrameSource(instanceId, next.epoch()), next.sequence());
    ledger.sampled();
    if (bytes.length > MAX_FRAME_BYTES) {
      ledger.rejected(RefusalReason.TOO_LARGE);
      return;
    }
    StoredFrame frame = StoredFrame.inMemory(next, bytes);
    next = next.following();
    pending.put(frame.position(), frame);
    pendingBytes += frame.length();
    memory.add(frame);
    memoryBytes += frame.length();
    makeRoom(frame.length());
    moveToDisk();
    while (memoryBytes > limits.memoryBytes()) {
      drop(List.of(memory.getFirst()), "memory");
    }
  }

  /**
   * The first pending frame behind {@code last}, or the first of all for null; null when there is
   * none.
   *
   * @throws IOException when the disk cannot be read now; the frame stays
   */
  synchronized @Nullable SpooledFrame after(@Nullable FramePosition last) throws IOException {
    while (true) {
      Map.Entry<FramePosition, StoredFrame> entry =
          last == null ? pending.firstEntry() : pending.higherEntry(last);
      if (entry == null) {
        return null;
      }
      byte[] bytes = readWhole(entry.getValue());
      if (bytes != null) {
        FrameSource source = new FrameSource(instanceId, entry.getKey().epoch());
        return new SpooledFrame(source, entry.getKey(), bytes);
      }
      ledger.damaged();
      settle(entry.getValue());
      LOG.warn("spool=damaged instance={} frame={}", instanceId, entry.getKey());
    }
  }

  /** Frees every pending frame of the epoch up to the sequence of {@code last}. */
  synchronized void acknowledge(FramePosition last) {
    FramePosition begin = new FramePosition(last.epoch(), 0);
    List<StoredFrame> frames = List.copyOf(pending.subMap(begin, true, last, true).values());
    frames.forEach(this::settle);
    ledger.acknowledged(frames.size());
    tidy();
  }

  /** Gives up a frame that can never be accepted. */
  synchronized void reject(FramePosition position, RefusalReason reason) {
    StoredFrame frame = pending.get(position);
    if (frame != null) {
      settle(frame);
      ledger.rejected(reason);
      tidy();
    }
  }

  synchronized long pending() {
    return pending.size();
  }

  synchronized SpoolStats stats() {
    return ledger.with(pending.size(), pendingBytes, memory.size());
  }

  /** Puts what is in memory on the disk if it can, and leaves the folder to the next agent. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    moveToDisk();
    if (!memory.isEmpty()) {
      LOG.error(
          "spool=lost instance={} folder={} frames={} why=\"still in memory at the end\"",
          instanceId,
          folder.path(),
          memory.size());
      drop(List.copyOf(memory), "memory");
    }
    tidy();
    try (folder) {
      segments.close();
    }
  }

  private void moveToDisk() {
    try {
      while (!memory.isEmpty()) {
        StoredFrame frame = memory.getFirst();
        segments.store(frame, clock.millis());
        memory.removeFirst();
        memoryBytes -= frame.length();
      }
      if (diskRefuses) {
        folder.writeEpoch(next.epoch());
        diskRefuses = false;
        LOG.info("spool=writable instance={} folder={}", instanceId, folder.path());
      }
    } catch (IOException e) {
      beginMemoryOnly(e);
    }
  }

  private void beginMemoryOnly(IOException cause) {
    if (diskRefuses) {
      return;
    }
    diskRefuses = true;
    try {
      // Frames the disk does not know will be sent. Should the process die now, their sequences
      // must not be given again: without a stored epoch the next process takes a new one.
      folder.deleteEpoch();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    LOG.warn(
        "spool=unwritable instance={} folder={} problem=\"{}\" kept=\"in memory, up to {} bytes\""
            + " action=\"free space there or make it writable; nothing else is needed\"",
        instanceId,
        folder.path(),
        SpoolException.problem(cause),
        limits.memoryBytes());
    LOG.debug("spool=unwritable instance={}", instanceId, cause);
  }

  private byte @Nullable [] readWhole(StoredFrame frame) throws IOException {
    try {
      byte[] bytes = frame.read();
      return SegmentScan.isFrame(bytes) ? bytes : null;
    } catch (EOFException | NoSuchFileException e) {
      LOG.warn("spool=missing instance={} frame={}", instanceId, frame.position(), e);
      return null;
    }
  }

  /** Drops the oldest segments as far as the bounds of bytes and age ask for it. */
  private void makeRoom(int incoming) {
    long oldest = clock.millis() - limits.maxAge().toMillis();
    List<Segment> gone = segments.tooMuch(segments.bytes() + incoming - limits.maxBytes(), oldest);
    if (!gone.isEmpty()) {
      List<StoredFrame> frames = new ArrayList<>(pending.values());
      frames.removeIf(frame -> !gone.contains(frame.segment()));
      drop(frames, "disk");
      tidy();
    }
  }

  private void drop(List<StoredFrame> frames, String bound) {
    frames.forEach(this::settle);
    ledger.dropped(frames.size());
    if (!frames.isEmpty() && dropLog.admits(bound)) {
      LOG.warn(
          "spool=dropping instance={} folder={} bound={} dropped={}",
          instanceId,
          folder.path(),
          bound,
          ledger.dropped());
    }
  }

  private void settle(StoredFrame frame) {
    pending.remove(frame.position());
    pendingBytes -= frame.length();
    Segment segment = frame.segment();
    if (segment != null) {
      segment.addPending(-1);
    } else if (memory.remove(frame)) {
      memoryBytes -= frame.length();
    }
  }

  private void tidy() {
    try {
      segments.deleteSettled();
      folder.writeDone(pending.isEmpty() ? next : pending.firstKey());
      tidyingFails = false;
    } catch (IOException e) {
      if (!tidyingFails) {
        tidyingFails = true;
        LOG.warn(
            "spool=untidy instance={} folder={} effect=\"settled frames stay on disk and may be"
                + " sent again\"",
            instanceId,
            folder.path(),
            e);
      }
    }
  }
}
