package io.pgcause.rules;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A cause and one of its effects.
 *
 * @param from id of the cause
 * @param to id of the effect
 * @param lag how long the effect typically takes to show; null when nobody measured it
 */
public record GraphEdge(String from, String to, @Nullable Duration lag) {}
