/**
 * The store's schema, as Java sees it. A database goes in and comes out with schema {@code pgcause}
 * at the newest version; a metric group goes in and the table and columns that keep it come out.
 * Rows are written and read elsewhere.
 */
@NullMarked
package io.pgcause.sql;

import org.jspecify.annotations.NullMarked;
