package io.pgcause.rules;

/**
 * A threshold of a rule, by a name that its expressions use.
 *
 * @param value as the rule file writes it, with its unit
 * @param basis why this value and no other
 */
public record Parameter(String name, String value, String basis) {}
