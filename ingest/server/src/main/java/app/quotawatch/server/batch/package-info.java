/** How a batch is stored: as a whole, once, in one transaction with all that is counted from it. */
@NullMarked
package app.quotawatch.server.batch;

import org.jspecify.annotations.NullMarked;
