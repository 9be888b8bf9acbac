package app.quotawatch.observe;

import java.net.URI;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.quotawatch.EndpointStyle;
import app.quotawatch.spi.ClientObserver;
import app.quotawatch.time.Clocks;

/** Observes the calls of one application's clients and passes them to its {@link CallSink} when they end. Thread-safe. */
public final class CallObserver implements ClientObserver {

    private final ApiMatcher matcher;
    private final CallSink sink;
    private final Clocks clocks;
    private final boolean templates;
    private final AbandonedCalls abandoned = new AbandonedCalls();

    /**
     * Creates the observer.
     *
     * @param matcher finds the API of a URL
     * @param style how endpoints are named
     * @param clocks times the calls
     * @param sink receives the calls that have ended
     */
    public CallObserver(ApiMatcher matcher, EndpointStyle style, Clocks clocks, CallSink sink) {
        this.matcher = matcher;
        this.templates = style == EndpointStyle.TEMPLATE;
        this.clocks = clocks;
        this.sink = sink;
    }

    @Override
    public @Nullable Observation start(String method, URI uri) {
        try {
            ApiTarget api = matcher.match(uri);
            return api == null ? null : new ObservedCall(this, api, method, uri.getRawPath());
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            internalError(error);
            return null;
        }
    }

    @Override
    public @Nullable Observation start(String method, @Nullable String scheme, @Nullable String host, int port,
            @Nullable String path) {
        try {
            ApiMatcher.Site[] sites = matcher.sitesOf(scheme, host, port);
            if (sites.length == 0) {
                return null;
            }
            String raw = pathOf(path);
            ApiTarget api = ApiMatcher.api(sites, raw);
            return api == null ? null : new ObservedCall(this, api, method, raw);
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            internalError(error);
            return null;
        }
    }

    private static String pathOf(@Nullable String path) {
        if (path == null || path.isEmpty()) {
            return "";
        }
        int end = 0;
        while (end < path.length() && path.charAt(end) != '?' && path.charAt(end) != '#') {
            end++;
        }
        String raw = end == path.length() ? path : path.substring(0, end);
        return raw.isEmpty() || raw.charAt(0) == '/' ? raw : "/" + raw;
    }

    @Override
    public boolean mayObserve(@Nullable String scheme, @Nullable String host, int port) {
        try {
            return matcher.sitesOf(scheme, host, port).length > 0;
        } catch (Throwable error) { // whatever it is, it must not reach the caller
            internalError(error);
            return false;
        }
    }

    @Override
    public void internalError(Throwable error) {
        try {
            sink.internalError(error);
        } catch (Throwable exhausted) {
            // not even this fits on the stack
        }
    }

    /** Returns the IDs of the APIs whose host has been called, but never below their base URL's path. */
    public Set<String> missedApis() {
        return matcher.missedApis();
    }

    /** Reports the calls that were abandoned since the last sweep. */
    public void sweep() {
        abandoned.sweep();
    }

    /** Forgets the calls in progress: those that are abandoned from now on are not reported. */
    public void close() {
        abandoned.close();
    }

    /**
     * Returns the API whose quota a response from this URL reports to a call of the given one; null if none is configured for it.
     */
    @Nullable
    ApiTarget source(ApiTarget called, URI url) {
        ApiTarget found = matcher.match(url);
        if (found != null) {
            return found;
        }
        // a URL outside of the base path that is of the same origin
        URI base = url.resolve(called.api().baseUrl().path() + "/");
        return matcher.match(base) == called ? called : null;
    }

    Clocks clocks() {
        return clocks;
    }

    CallSink sink() {
        return sink;
    }

    boolean namesTemplates() {
        return templates;
    }

    AbandonedCalls abandoned() {
        return abandoned;
    }
}
