/**
 * Test data for rules: what an instance measures over time, and which alerts must come of it. A
 * file goes in; snapshots and expected alerts come out, for whoever can match the order of steps.
 */
@NullMarked
package io.pgcause.rules.scenario;

import org.jspecify.annotations.NullMarked;
