/**
 * A real Pulsar broker as a child process, for the demo and for tests. In go a data directory and a
 * few numbers; out come two loopback addresses and the power to kill and restart what is behind
 * them. The broker's own jars never reach the caller's class path: the child gets them from a list
 * that the module {@code pgcause-local-broker-runtime} writes when it is built.
 */
@NullMarked
package io.pgcause.broker;

import org.jspecify.annotations.NullMarked;
