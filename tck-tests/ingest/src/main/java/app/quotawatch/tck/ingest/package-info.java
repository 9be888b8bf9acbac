/**
 * What must hold for every ingest, seen from outside: over HTTP, byte by byte, and by what is stored then. The contracts are
 * abstract; the tests of each ingest extend them and start it.
 */
@NullMarked
package app.quotawatch.tck.ingest;

import org.jspecify.annotations.NullMarked;
