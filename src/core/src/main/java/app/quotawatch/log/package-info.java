/** What QuotaWatch logs: it never throws, and a message that repeats is limited to one line a minute. Not API. */
@NullMarked
package app.quotawatch.log;

import org.jspecify.annotations.NullMarked;
