/**
 * The bridge between agents and the broker: frames enter over TCP, the same bytes leave as messages
 * of the broker, and acknowledgements go back once the broker has stored them. Frames are checked
 * here but never decoded.
 */
@NullMarked
package io.pgcause.bridge;

import org.jspecify.annotations.NullMarked;
