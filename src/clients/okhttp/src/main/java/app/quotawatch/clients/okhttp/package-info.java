/** Observes OkHttp; {@link app.quotawatch.clients.okhttp.QuotaWatchInterceptor} is the API. */
@NullMarked
package app.quotawatch.clients.okhttp;

import org.jspecify.annotations.NullMarked;
