/** The clocks that time calls and quotas, and the scheduler port. Not API. */
@NullMarked
package app.quotawatch.time;

import org.jspecify.annotations.NullMarked;
