/**
 * The door to every measurement: a name and options enter; figures leave as a table for people or
 * as one JSON object for programmes, always with the machine and the command that made them.
 */
@NullMarked
package io.pgcause.benchmarks;

import org.jspecify.annotations.NullMarked;
