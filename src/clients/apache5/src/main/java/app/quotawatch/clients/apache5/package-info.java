/** Observes Apache HttpClient 5; {@link app.quotawatch.clients.apache5.QuotaWatchExec} is the API. */
@NullMarked
package app.quotawatch.clients.apache5;

import org.jspecify.annotations.NullMarked;
