/**
 * How calls are observed, whichever client makes them: behind the {@link app.quotawatch.spi.ClientObserver} door, a URL is
 * matched to its API ({@link app.quotawatch.observe.ApiMatcher}), the call is timed until it ends ({@code ObservedCall}), and
 * then goes to its application's {@link app.quotawatch.observe.CallSink}. {@link app.quotawatch.observe.Applications} knows
 * which application a class loader stands for. Knows no HTTP client. Not API.
 */
package app.quotawatch.observe;
