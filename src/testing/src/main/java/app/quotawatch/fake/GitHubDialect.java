package app.quotawatch.fake;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * GitHub: requests per resource and token, in windows that begin with the first request; resets in epoch seconds. A request
 * beyond a window is rejected with 403 and 0 remaining. No header shows the secondary limit of points, 1 for a request that reads
 * and 5 for one that writes; a request beyond it is rejected with 403 and {@code Retry-After}.
 *
 * @see <a href="https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api">Rate limits</a>
 */
final class GitHubDialect implements Dialect {

    private static final String DOCUMENTATION = "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api";
    private static final String POINTS = "points";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "github";
    }

    @Override
    public List<String> units() {
        return List.of("requests", POINTS);
    }

    @Override
    public String usualLimits() {
        return "core: requests 5000/h; search: requests 30/min; code_search: requests 10/min; graphql: requests 5000/h,"
                + " points 2000/min; rest: points 900/min";
    }

    @Override
    public LimitState state(Limit limit) {
        return new LimitState.Fixed(limit, SECOND);
    }

    @Override
    public List<Charge> charges(FakeRequest request, Limits limits) {
        String path = request.path().startsWith("/api/v3/") ? request.path().substring(7) : request.path();
        if (path.equals("/rate_limit")) {
            return List.of(Charge.of("core", "requests", 0), Charge.of("search", "requests", 0),
                    Charge.of("code_search", "requests", 0), Charge.of("graphql", "requests", 0));
        }
        String resource = resource(path);
        // a query of GraphQL reads, although it is sent by POST
        return resource.equals("graphql")
                ? List.of(Charge.of(resource, "requests", 1), Charge.of(resource, POINTS, 1))
                : List.of(Charge.of(resource, "requests", 1),
                        Charge.of("rest", POINTS, READING.contains(request.method()) ? 1 : 5));
    }

    private static String resource(String path) {
        if (path.equals("/search/code")) {
            return "code_search";
        }
        return path.startsWith("/search/") ? "search" : path.equals("/graphql") ? "graphql" : "core";
    }

    @Override
    public int rejectionStatus() {
        return 403;
    }

    @Override
    public void show(Ruling ruling, Reply reply) {
        FakeWindow window = ruling.window("requests");
        if (window == null) {
            return;
        }
        reply.with("X-RateLimit-Limit", window.limit())
                .with("X-RateLimit-Remaining", window.remaining())
                .with("X-RateLimit-Reset", ruling.written(window.resetAt()).getEpochSecond())
                .with("X-RateLimit-Used", window.used())
                .with("X-RateLimit-Resource", window.scope());
    }

    @Override
    public String content(Ruling ruling) {
        if (!ruling.request().path().endsWith("/rate_limit")) {
            return "{}";
        }
        StringBuilder resources = new StringBuilder("{\"resources\":{");
        for (FakeWindow window : ruling.windows()) {
            resources.append(resources.charAt(resources.length() - 1) == '{' ? "" : ",")
                    .append(Json.quote(window.scope())).append(":{\"limit\":").append(window.limit())
                    .append(",\"used\":").append(window.used()).append(",\"remaining\":").append(window.remaining())
                    .append(",\"reset\":").append(ruling.written(window.resetAt()).getEpochSecond()).append('}');
        }
        return resources.append("}}").toString();
    }

    @Override
    public Reply rejection(Ruling.Excess excess, int status) {
        return excess.window().unit().equals(POINTS)
                ? secondaryLimit(status, excess.retryAfter())
                : error(status, "API rate limit exceeded for user ID 1.", DOCUMENTATION);
    }

    @Override
    public Reply secondaryLimit(Duration retryAfter) {
        return secondaryLimit(403, retryAfter);
    }

    private static Reply secondaryLimit(int status, Duration retryAfter) {
        return error(status,
                "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
                DOCUMENTATION + "#about-secondary-rate-limits").with("Retry-After", Ruling.ceilSeconds(retryAfter));
    }

    @Override
    public Reply error(int status) {
        return error(status, status == 404 ? "Not Found" : status < 500 ? "Bad Request" : "Server Error",
                "https://docs.github.com/rest");
    }

    private static Reply error(int status, String message, String documentation) {
        return new Reply(status, "{\"message\":" + Json.quote(message) + ",\"documentation_url\":"
                + Json.quote(documentation) + ",\"status\":\"" + status + "\"}");
    }
}
