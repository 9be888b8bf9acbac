/** Limits of one's own, and the thresholds that calls reach. */
@NullMarked
package app.quotawatch.server.limit;

import org.jspecify.annotations.NullMarked;
