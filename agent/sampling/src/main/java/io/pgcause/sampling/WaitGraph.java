package io.pgcause.sampling;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which process waits for which. A queue behind a lock is a chain here: whoever stands behind a
 * waiting ALTER TABLE waits for it, and through it for the holder. Immutable.
 *
 * <p>Processes are bits, for in a queue of hundreds for an exclusive lock each waits for all before
 * it.
 */
final class WaitGraph {

  private final Map<Integer, Integer> bits = new HashMap<>();
  private final List<BitSet> waitersBehind = new ArrayList<>();
  private final Set<Integer> waiters;

  /**
   * @param blockersOfWaiter for each process that waits, those it waits for; 0 stands for all
   *     prepared transactions
   */
  WaitGraph(Map<Integer, Integer[]> blockersOfWaiter) {
    this.waiters = Set.copyOf(blockersOfWaiter.keySet());
    blockersOfWaiter.forEach(
        (waiter, blockers) -> {
          for (Integer blocker : blockers) {
            waitersBehind.get(bit(blocker)).set(bit(waiter));
          }
        });
  }

  /** Those who block and do not wait themselves, by number. */
  Set<Integer> roots() {
    Set<Integer> roots = blockers();
    roots.removeAll(waiters);
    return roots;
  }

  /** Those who wait and block others, by number. */
  Set<Integer> heads() {
    Set<Integer> heads = blockers();
    heads.retainAll(waiters);
    return heads;
  }

  /**
   * How many processes wait for any of {@code pids}, directly or behind others, each counted once
   * and {@code pids} not at all. Ends on cycles too, which exist until deadlock_timeout.
   */
  int blockedBy(Collection<Integer> pids) {
    BitSet asked = new BitSet();
    for (Integer pid : pids) {
      Integer bit = bits.get(pid);
      if (bit != null) {
        asked.set(bit);
      }
    }
    BitSet seen = (BitSet) asked.clone();
    BitSet last = asked;
    while (!last.isEmpty()) {
      BitSet next = new BitSet();
      last.stream().forEach(bit -> next.or(waitersBehind.get(bit)));
      next.andNot(seen);
      seen.or(next);
      last = next;
    }
    return seen.cardinality() - asked.cardinality();
  }

  private Set<Integer> blockers() {
    Set<Integer> blockers = new TreeSet<>();
    bits.forEach(
        (pid, bit) -> {
          if (!waitersBehind.get(bit).isEmpty()) {
            blockers.add(pid);
          }
        });
    return blockers;
  }

  private int bit(Integer pid) {
    return bits.computeIfAbsent(
        pid,
        unseen -> {
          waitersBehind.add(new BitSet());
          return waitersBehind.size() - 1;
        });
  }
}
