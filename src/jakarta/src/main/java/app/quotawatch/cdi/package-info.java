/** How CDI starts, injects and stops QuotaWatch: the only place that knows it. Not API. */
@NullMarked
package app.quotawatch.cdi;

import org.jspecify.annotations.NullMarked;
