package io.pgcause.demo;

import io.pgcause.agent.AgentDaemon;
import io.pgcause.rules.source.RuleCheckException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The story: everything starts, a shop works, trouble begins, the alert says why, and the stack
 * runs on for whoever wants to look around.
 */
final class Demo {

  /** Rows a run must bring, besides the alert. */
  static final List<String> EXPECTED_TABLES =
      List.of(
          "metric_instance",
          "metric_activity",
          "metric_database",
          "metric_lock",
          "metric_lock_session",
          "metric_wal",
          "metric_cpu");

  static final String EXPECTED_RULE = "LOCK-01";

  private static final Duration CALM = Duration.ofSeconds(15);
  private static final Duration PAUSE = Duration.ofSeconds(45);
  private static final Duration TROUBLE = Duration.ofSeconds(25);
  private static final long LOOK_MILLIS = 25;
  private static final long STATUS_MILLIS = 1_000;
  private static final long RULES_MILLIS = 1_000;
  private static final long PLAIN_STATUS_MILLIS = 5_000;

  private final DemoOptions options;
  private final Terminal terminal;
  private final DemoStack stack;
  private final CountDownLatch stop;
  private final Clock clock;
  private final List<StoredAlert> alerts = new ArrayList<>();
  private final Throughput throughput = new Throughput();
  private final Set<String> fullSpools = new HashSet<>();

  Demo(DemoOptions options, Terminal terminal, DemoStack stack, CountDownLatch stop, Clock clock) {
    this.options = options;
    this.terminal = terminal;
    this.stack = stack;
    this.stop = stop;
    this.clock = clock;
  }

  /**
   * Tells the story until it is over or stopped.
   *
   * @return what a {@code --once} run lacks; empty when it has everything
   */
  List<String> run() throws Exception {
    DemoStack.Running running = stack.start();
    for (ShopDatabase shop : running.shops()) {
      stack.endWith(ShopWorkload.start(shop));
    }
    try (StoreWatch watch =
        new StoreWatch(
            running.store().connect(DemoStack.STORE, "postgres", "pgcause-demo"), clock)) {
      terminal.step("workload   readers and writers in every shop; trouble begins in a moment");
      watchFor(CALM, running, watch, false);
      makeTrouble(running, watch);
      if (options.once()) {
        return finish(watch);
      }
      while (stop.getCount() > 0) {
        explain(running);
        watchFor(PAUSE, running, watch, false);
        makeTrouble(running, watch);
      }
      return List.of();
    }
  }

  private void makeTrouble(DemoStack.Running running, StoreWatch watch) throws Exception {
    ShopDatabase victim = running.shops().get(0);
    if (stop.getCount() == 0) {
      return;
    }
    try (LockQueue queue = LockQueue.begin(victim)) {
      terminal.step(
          String.format(
              "trouble    %s: pid %d changed a row and did not commit; pid %d waits to ALTER TABLE",
              victim.instanceId(), queue.reportPid(), queue.migrationPid()));
      watchFor(options.once() ? patienceLeft() : TROUBLE, running, watch, options.once());
      if (!options.once() && stop.getCount() > 0) {
        queue.end();
        terminal.step("trouble    the report committed; the queue drains");
      }
    }
  }

  private Duration patienceLeft() {
    return DemoOptions.PATIENCE.minus(CALM);
  }

  /** Looks at the store until the time is over, the run is stopped or all that is expected came. */
  private void watchFor(
      Duration time, DemoStack.Running running, StoreWatch watch, boolean untilComplete)
      throws Exception {
    Instant end = clock.instant().plus(time);
    long nextStatus = 0;
    long nextRules = 0;
    while (clock.instant().isBefore(end) && !stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      for (StoredAlert alert : watch.newAlerts()) {
        alerts.add(alert);
        new AlertText(terminal).lines(alert).forEach(terminal::line);
      }
      for (String anomaly : watch.newAnomalies()) {
        terminal.step("anomaly    " + anomaly);
      }
      watch.noteRowLatency();
      long now = clock.millis();
      if (now >= nextStatus) {
        nextStatus = now + (terminal.isLive() ? STATUS_MILLIS : PLAIN_STATUS_MILLIS);
        showStatus(running, watch);
        showSpools(running.agents());
        if (untilComplete && missing(watch).isEmpty()) {
          return;
        }
      }
      if (now >= nextRules) {
        nextRules = now + RULES_MILLIS;
        publishRules(running.rules());
      }
    }
  }

  private void showStatus(DemoStack.Running running, StoreWatch watch) {
    long sampled = 0;
    long acknowledged = 0;
    long pending = 0;
    long samples = 0;
    for (AgentDaemon agent : running.agents()) {
      sampled += agent.stats().framesSampled();
      acknowledged += agent.stats().framesAcknowledged();
      pending += agent.stats().framesPending();
      samples += agent.stats().samples();
    }
    String text =
        String.format(
            Locale.ROOT,
            "frames %d sampled, %d acknowledged, %d pending | %.0f samples/s | sample to committed"
                + " row %d ms (median)",
            sampled,
            acknowledged,
            pending,
            throughput.perSecond(clock.instant(), samples),
            watch.medianRowLatency().toMillis());
    if (terminal.isLive()) {
      terminal.status(text);
    } else {
      terminal.step(text);
    }
  }

  /** A full disk must be seen where people look, not only in the log. */
  private void showSpools(List<AgentDaemon> agents) {
    for (AgentDaemon agent : agents) {
      agent
          .stats()
          .instances()
          .forEach(
              (instance, stats) -> {
                boolean full = stats.frames().inMemory() > 0;
                if (full && fullSpools.add(instance)) {
                  terminal.step(
                      "spool      of "
                          + instance
                          + " takes no frames: free space in its folder, or name another with"
                          + " --spool; until then frames are kept in memory and nothing is lost");
                } else if (!full && fullSpools.remove(instance)) {
                  terminal.step("spool      of " + instance + " takes frames again");
                }
              });
    }
  }

  private void publishRules(RuleFolder rules) throws IOException {
    try {
      for (String change : rules.publishChanges()) {
        terminal.step("rules      published " + change);
      }
    } catch (RuleCheckException e) {
      if (rules.isNewMistake(e.getMessage())) {
        terminal.line(e.getMessage());
        terminal.step("rules      not published; the running ones stay");
      }
    }
  }

  private List<String> finish(StoreWatch watch) throws SQLException {
    List<String> missing = missing(watch);
    if (missing.isEmpty()) {
      Map<String, Long> rows = watch.rowCounts(EXPECTED_TABLES);
      terminal.line("");
      terminal.step(
          "rows       "
              + rows.values().stream().mapToLong(Long::longValue).sum()
              + " in "
              + rows.size()
              + " raw tables");
      terminal.step(
          "latency    sample to committed row "
              + watch.medianRowLatency().toMillis()
              + " ms, sample to committed alert "
              + StoreWatch.median(alerts.stream().map(StoredAlert::latency).toList()).toMillis()
              + " ms (medians)");
      terminal.step(terminal.green("done       " + EXPECTED_RULE + " was found and explained"));
    }
    return missing;
  }

  private List<String> missing(StoreWatch watch) throws SQLException {
    List<String> missing = new ArrayList<>();
    if (alerts.stream().noneMatch(alert -> alert.ruleId().equals(EXPECTED_RULE))) {
      missing.add("the alert " + EXPECTED_RULE);
    }
    watch
        .rowCounts(EXPECTED_TABLES)
        .forEach(
            (table, rows) -> {
              if (rows == 0) {
                missing.add("rows in pgcause." + table);
              }
            });
    return missing;
  }

  private void explain(DemoStack.Running running) {
    ShopDatabase victim = running.shops().get(0);
    terminal.line("");
    terminal.line(terminal.bold("Look around; Ctrl-C ends everything and leaves nothing behind."));
    terminal.line(
        "  psql -h 127.0.0.1 -p "
            + running.store().port()
            + " -U postgres "
            + DemoStack.STORE
            + "   the store: select * from pgcause.alert");
    terminal.line(
        "  psql -h 127.0.0.1 -p "
            + victim.server().port()
            + " -U postgres "
            + ShopDatabase.DATABASE
            + "      the shop that was in trouble");
    terminal.line("  " + running.flink().page() + "   the job");
    terminal.line("  edit a file under " + options.rules() + " and save: the job takes it at once");
    terminal.line("  the trouble comes back every minute or so");
    terminal.line("");
  }
}
