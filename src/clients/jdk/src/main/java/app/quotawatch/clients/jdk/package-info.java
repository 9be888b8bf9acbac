/** Observes the JDK's {@code java.net.http.HttpClient}; {@link app.quotawatch.clients.jdk.QuotaWatchHttpClient} is the API. */
@NullMarked
package app.quotawatch.clients.jdk;

import org.jspecify.annotations.NullMarked;
