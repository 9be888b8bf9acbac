package app.quotawatch.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import app.quotawatch.headers.RateLimitHeaders;
import app.quotawatch.headers.RateLimitReader;
import app.quotawatch.headers.ReportedWindow;

/**
 * One quota that an API reports in its headers, read as the library reads them. {@code name} is the quota's dimension,
 * such as {@code requests}; it is empty if the API has only one quota.
 */
record Gauge(String name, long limit, long remaining) {

    private static final String ONLY_ONE = "default";

    static List<Gauge> readAll(RateLimitReader reader, Map<String, String> headers, int status, Instant observedAt) {
        return reader.read(RateLimitHeaders.select(headers), status, null, observedAt).windows().stream()
                .filter(Gauge::isFull)
                .map(window -> new Gauge(nameOf(window), (long) window.limit(), (long) window.remaining()))
                .toList();
    }

    private static boolean isFull(ReportedWindow window) {
        return window.limit() > 0 && window.remaining() >= 0;
    }

    private static String nameOf(ReportedWindow window) {
        return window.name().equals(ONLY_ONE) ? "" : window.name().replace('-', ' ');
    }
}
