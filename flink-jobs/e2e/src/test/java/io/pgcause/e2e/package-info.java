/**
 * What holds for the system as a whole: its architecture, the path from a database in trouble to a
 * committed alert, and the commands its READMEs show. Nothing of this is shipped.
 */
@NullMarked
package io.pgcause.e2e;

import org.jspecify.annotations.NullMarked;
