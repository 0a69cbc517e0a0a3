/**
 * Files as text: where every value of a YAML file stands, and what is wrong there. A file goes in;
 * its values come out with their places, and problems as {@link io.pgcause.rules.source.RuleIssue}s
 * that point at the characters at fault.
 */
@NullMarked
package io.pgcause.rules.source;

import org.jspecify.annotations.NullMarked;
