/** Tests of the agent against real files and real sockets. */
@NullMarked
package io.pgcause.agent;

import org.jspecify.annotations.NullMarked;
