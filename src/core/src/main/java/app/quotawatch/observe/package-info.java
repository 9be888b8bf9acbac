/**
 * How calls are observed, independently of the client that makes them: behind the {@link app.quotawatch.spi.ClientObserver} door, a URL is
 * matched to its API ({@link app.quotawatch.observe.ApiMatcher}), the call is timed until it ends ({@code ObservedCall}), and
 * then goes to its application's {@link app.quotawatch.observe.CallSink}. {@link app.quotawatch.observe.Applications} knows
 * which application a class loader belongs to. Knows no HTTP client. Not API.
 */
@NullMarked
package app.quotawatch.observe;

import org.jspecify.annotations.NullMarked;
