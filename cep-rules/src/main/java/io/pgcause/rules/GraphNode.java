package io.pgcause.rules;

import org.jspecify.annotations.Nullable;

/**
 * Something that can be the matter with a database: a cause, an effect, mostly both.
 *
 * @param id as rules call it
 * @param title for people, a few words
 * @param means one sentence: what is the case when this node is disturbed
 * @param anchor the expression whose value shows it; null for what no metric shows
 */
public record GraphNode(String id, String title, String means, @Nullable String anchor) {}
