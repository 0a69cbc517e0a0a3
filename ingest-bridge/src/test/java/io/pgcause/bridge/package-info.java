/** Agents over real sockets, and publishers whose receipts the test gives when it wants to. */
@NullMarked
package io.pgcause.bridge;

import org.jspecify.annotations.NullMarked;
