package app.quotawatch.headers;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Selects the headers of a response that are kept: those that concern a quota, by the same grammar with which
 * {@link RateLimitReader} reads them, and nothing that identifies anybody. Everything else, whatever it contains,
 * never gets into an event. Stage: keeping, the entrance.
 */
public final class RateLimitHeaders {

    /*
     * What is kept here is sent to the ingest, shown on pages and logged. So this is a list of what may pass,
     * never of what may not: a header is kept because its name is understood as a quota's and its value looks
     * like a quota's. A deny list would leak the first header that no one had thought of
     * ("docker-ratelimit-source: 192.0.2.16", "X-ELS-APIKey").
     *
     * The bounds hold for whatever a server sends. Anthropic sends twelve, the most in the corpus, so 32 leave room
     * and a hostile response costs a known amount of memory for as long as its event waits in the buffer. 256
     * characters hold the longest policy list of the corpus several times. A longer value is left out as a whole: cut
     * short, "q=5000" becomes "q=50", which is worse than nothing.
     */

    static final int MAX_LENGTH = 256;

    private RateLimitHeaders() {}

    /**
     * Returns the rate-limit headers among these: names in lower case, repeated values joined by {@code ", "} as RFC
     * 9110 section 5.3 allows. At most 32; a name or value of more than 256 characters is left out, since a value cut
     * short could be misread. Also left out are addresses, keys and ids under rate-limit names, and parameters of a
     * policy that identify whom it counts.
     *
     * @param headers names in any case; a value is a string or a collection of strings; null counts as empty everywhere
     */
    public static Map<String, String> select(@Nullable Map<String, ? extends @Nullable Object> headers) {
        if (headers instanceof KeptHeaders kept) {
            return kept;
        }
        KeptHeaders.Builder selected = headers == null ? null : collect(headers);
        return selected == null ? Map.of() : selected.build(null);
    }

    /** Returns the headers that are kept, or null if there are none. */
    static KeptHeaders.@Nullable Builder collect(Map<String, ? extends @Nullable Object> headers) {
        // Made with the first header that is kept: most responses of most APIs have none, and cost nothing.
        KeptHeaders.Builder selected = null;
        for (Map.Entry<String, ? extends @Nullable Object> header : headers.entrySet()) {
            HeaderName name = header.getKey() == null ? HeaderName.NONE : HeaderNameCache.of(header.getKey());
            if (name == HeaderName.NONE) {
                continue;
            }
            String kept = kept(name, HeaderValue.joined(header.getValue()));
            if (kept == null) {
                continue;
            }
            if (selected == null) {
                selected = new KeptHeaders.Builder();
            }
            // A client may pass one header as two entries that differ in case, and the drafts allow a list
            // to be split over several lines: both are one value.
            selected.merge(name, kept);
            if (selected.size() == KeptHeaders.MAX) {
                break;
            }
        }
        return selected;
    }

    /** Returns the value as it may be kept, or null if the header must be left out. */
    static @Nullable String kept(HeaderName name, @Nullable String value) {
        return value == null || value.length() > MAX_LENGTH ? null : KeptValueFilter.keep(name, value);
    }
}
