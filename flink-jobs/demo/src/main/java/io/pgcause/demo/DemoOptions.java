package io.pgcause.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the demo is asked to do.
 *
 * @param once end when the expected alert and rows are there
 * @param databases monitored databases, each with an agent; 1 to 5
 * @param interval between two samples of an agent
 * @param rules folder of rule files
 * @param graph file of the causal graph
 * @param spool folder of the agents' spools; empty for one in the temporary folder
 * @param bridgePort 0 for a free one
 * @param flinkPort of the web page; 0 for a free one
 * @param storePort 0 for a free one
 * @param home root of the checkout
 */
record DemoOptions(
    boolean once,
    int databases,
    Duration interval,
    Path rules,
    Path graph,
    Optional<Path> spool,
    int bridgePort,
    int flinkPort,
    int storePort,
    Path home) {

  /** How long {@code --once} waits for the expected alert and rows, from the first sample. */
  static final Duration PATIENCE = Duration.ofSeconds(60);
}
