package app.quotawatch.ingest.dashboard;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Keeps pages of other sites from what an ingest shows. Such a page can make the browser call any address; Sec-Fetch-Site reveals
 * that. It can also point its own host name at our address (DNS rebinding); the Host header reveals that, because a name that
 * is not ours can only be theirs. Immutable.
 */
public final class PageGuard {

    private static final Map<String, String> HEADERS = headers();

    private final Hosts hosts;

    /**
     * Accepts requests for these hosts, and those of the loopback interface.
     *
     * @param bound the name or address that the ingest is bound to, as it was configured
     * @param others further names and addresses
     */
    public PageGuard(String bound, List<String> others) {
        this.hosts = new Hosts(bound, others);
    }

    /**
     * Returns whether a request is meant for this ingest.
     *
     * @param host the value of Host, or null if it is missing
     * @param local the address of this end of the connection
     */
    public boolean isOurs(@Nullable String host, String local) {
        return host != null && hosts.isOurs(host, local);
    }

    /**
     * Returns whether a page of another site made the browser send a request.
     *
     * @param secFetchSite the value of Sec-Fetch-Site, or null if it is missing
     */
    public static boolean isCrossSite(@Nullable String secFetchSite) {
        return "cross-site".equals(secFetchSite);
    }

    /** Returns the headers that every response carries: unmodifiable. */
    public static Map<String, String> responseHeaders() {
        return HEADERS;
    }

    private static Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Security-Policy",
                "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        return Collections.unmodifiableMap(headers);
    }
}
