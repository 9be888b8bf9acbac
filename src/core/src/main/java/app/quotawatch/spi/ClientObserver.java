package app.quotawatch.spi;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Where an HTTP client reports its calls: the only door between clients and QuotaWatch. A client integration obtains an observer
 * once, when it hooks into a client, and keeps it: it works before QuotaWatch has started and after it has stopped, and
 * observes nothing at those times.
 * <p>
 * Every method may be called on an application's own thread: none blocks, throws or performs I/O. Thread-safe.
 */
public interface ClientObserver {

    /**
     * Begins a call that is about to be sent. A client that sends several requests for one call of the application (retries,
     * redirects) begins one for each, since each counts against the provider's quota.
     *
     * @param method the HTTP method
     * @param uri the absolute URL of the request; its query, fragment and user-info are not kept
     * @return the observation to end, or null if the URL belongs to no configured API: then nothing else is to be done
     */
    @Nullable
    Observation start(String method, URI uri);

    /**
     * Begins a call as {@link #start(String, URI)} does, for a client that has the parts of the URL: nothing is allocated for a
     * host of no configured API.
     *
     * @param method the HTTP method
     * @param scheme {@code http} or {@code https}, in any case; null belongs to no API
     * @param host a name or an address; an IPv6 address may have brackets; null belongs to no API
     * @param port negative for the scheme's default
     * @param path the path as it is sent; a query that follows it is not kept; null or empty if there is none
     * @return the observation to end, or null if the URL belongs to no configured API: then nothing else is to be done
     */
    @Nullable
    Observation start(String method, @Nullable String scheme, @Nullable String host, int port, @Nullable String path);

    /**
     * Returns whether a call to this host may belong to a configured API, whatever its path: where it does not, a client need
     * not build the path for {@link #start(String, String, String, int, String)}, whose arguments these are.
     */
    boolean mayObserve(@Nullable String scheme, @Nullable String host, int port);

    /** Counts an exception of the integration's own code, which the integration has kept from the application. */
    void internalError(Throwable error);

    /** Returns an observer of whichever application calls: for a hook that several applications may share. */
    static ClientObserver ofCaller() {
        return QuotaWatchProvider.provider().observer(null);
    }

    /** Returns an observer of the calling thread's application, whichever thread then calls. */
    static ClientObserver ofCurrentApplication() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return ofApplication(loader == null ? ClassLoader.getSystemClassLoader() : loader);
    }

    /**
     * Returns an observer of one application, whichever thread calls.
     *
     * @param application the application's class loader
     * @throws NullPointerException if {@code application} is null
     */
    static ClientObserver ofApplication(ClassLoader application) {
        return QuotaWatchProvider.provider().observer(Objects.requireNonNull(application, "application"));
    }

    /**
     * One call between its request and its end. It ends once, with whichever of {@link #answered} and {@link #failed} comes
     * first; what comes later is ignored. One that is never ended and not watched by {@link #failWhenAbandoned} leaves no trace.
     */
    interface Observation {

        /**
         * Whether {@link #endpoint} would be used: only where {@code quotawatch.endpoint} is {@code template}, or
         * {@code quotawatch.apis.ID.partition} is {@code endpoint}.
         */
        boolean wantsTemplate();

        /**
         * Names the endpoint by a route template; without it, path segments that look like identifiers are replaced.
         *
         * @param template takes the place of as many of the path's last segments as it has itself, such as
         *        <code>/customers/{id}</code>; what precedes them, the client's base URL, stays
         */
        void endpoint(String template);

        /**
         * Whether {@link #requestHeaders} would be used: only where {@code quotawatch.apis.ID.partition} is {@code credential} or
         * {@code header:NAME}.
         */
        boolean wantsRequestHeaders();

        /**
         * Passes the headers of the request as it is sent, before the call ends; none of them is kept. A credential is hashed at
         * once, with a key that is random for this process, and becomes the number of its first appearance.
         *
         * @param headers names in any case; a value is a string or a collection of strings; null if there are none
         */
        void requestHeaders(@Nullable Map<String, ? extends @Nullable Object> headers);

        /**
         * Reports the call as failed, at some time after that, if this object becomes garbage before the call has ended: for
         * clients that do not report failures.
         *
         * @param carrier belongs to the call alone and does not outlive it; the observation must not be reachable from
         *        anything that outlives it
         */
        void failWhenAbandoned(Object carrier);

        /**
         * Notes that the response has arrived now, for a client that can report it only later: {@link #answered} then measures
         * the time until now. Only the first one counts.
         */
        void responseArrived();

        /**
         * Notes that the call has ended at an unknown time before now, for a client that reports it only later: the time that it
         * took is unknown (a latency of zero for a call with a response, no duration for a failed one).
         */
        void endedEarlier();

        /** Whether the call has ended. */
        boolean hasEnded();

        /**
         * Ends the call with its response.
         *
         * @param status the HTTP status, 100 to 599; any other is counted as {@code DropReason.INVALID}
         * @param headers the response's headers, of which only the rate-limit ones are kept; names in any case ({@code Date},
         *        which reveals how far the provider's clock is from ours, in that form or in lower case, unless the map
         *        ignores case); a value is a string or a collection of strings; null if there are none
         */
        void answered(int status, @Nullable Map<String, ? extends @Nullable Object> headers);

        /**
         * Ends the call with its response, for a client that follows redirects on its own. What the headers report belongs to the
         * API of the URL that sent them: to this one if the origin is the same; to another configured one, of which the request
         * that the client sent there is a call; else to none.
         *
         * @param url the last URL; null if the client may have followed a redirect but does not reveal where: then nothing in the
         *        headers is used
         */
        void answeredBy(@Nullable URI url, int status, @Nullable Map<String, ? extends @Nullable Object> headers);

        /**
         * Ends the call without a response.
         *
         * @param cause what the client throws; null if unknown
         */
        void failed(@Nullable Throwable cause);
    }
}
