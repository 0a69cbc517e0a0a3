/**
 * The language of conditions. A text with its places goes in; a checked expression comes out that
 * can be asked about a snapshot, or the problems of the text are logged.
 *
 * <p>The way through: {@code Lexer} to tokens, {@code Parser} to {@code Syntax}, {@code Checker}
 * (metrics, labels, units, aggregation) to a tree of nodes that compute. Grammar and meaning stand
 * in the module's README.
 */
@NullMarked
package io.pgcause.rules.expression;

import org.jspecify.annotations.NullMarked;
