package io.pgcause.sampling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which process waits for which. A queue behind a lock is a chain here: whoever stands behind a
 * waiting ALTER TABLE waits for it, and through it for the holder. Immutable.
 */
final class WaitGraph {

  private final Map<Integer, List<Integer>> waitersBehind = new HashMap<>();
  private final Set<Integer> waiters;

  /**
   * @param blockersOfWaiter for each process that waits, those it waits for; 0 stands for all
   *     prepared transactions
   */
  WaitGraph(Map<Integer, Integer[]> blockersOfWaiter) {
    this.waiters = Set.copyOf(blockersOfWaiter.keySet());
    blockersOfWaiter.forEach(
        (waiter, blockers) -> {
          // parallel workers of one leader all show up as the leader
          for (Integer blocker : new HashSet<>(List.of(blockers))) {
            waitersBehind.computeIfAbsent(blocker, pid -> new ArrayList<>()).add(waiter);
          }
        });
  }

  /** Those who block and do not wait themselves, by number. */
  Set<Integer> roots() {
    Set<Integer> roots = new TreeSet<>(waitersBehind.keySet());
    roots.removeAll(waiters);
    return roots;
  }

  /** Those who wait and block others, by number. */
  Set<Integer> heads() {
    Set<Integer> heads = new TreeSet<>(waitersBehind.keySet());
    heads.retainAll(waiters);
    return heads;
  }

  /**
   * How many processes wait for any of {@code pids}, directly or behind others, each counted once
   * and {@code pids} not at all. Ends on cycles too, which exist until deadlock_timeout.
   */
  int blockedBy(Collection<Integer> pids) {
    Set<Integer> seen = new HashSet<>(pids);
    Deque<Integer> next = new ArrayDeque<>(pids);
    while (!next.isEmpty()) {
      for (Integer waiter : waitersBehind.getOrDefault(next.remove(), List.of())) {
        if (seen.add(waiter)) {
          next.add(waiter);
        }
      }
    }
    return seen.size() - Set.copyOf(pids).size();
  }
}
