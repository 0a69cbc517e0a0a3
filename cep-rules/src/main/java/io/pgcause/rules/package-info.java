/**
 * Causal rules and the causal graph. Files go in, checked as a whole; rules come out that say of
 * each snapshot of an instance which of their steps hold, and a graph that says what the nodes of a
 * rule's path looked like. The order of steps is matched elsewhere: the pipeline lets them enter
 * automata of Flink CEP.
 */
@NullMarked
package io.pgcause.rules;

import org.jspecify.annotations.NullMarked;
