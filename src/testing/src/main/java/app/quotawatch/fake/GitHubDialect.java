package app.quotawatch.fake;

import java.time.Duration;
import java.util.List;

/**
 * GitHub: requests per resource and token, in windows that begin with the first request; resets in epoch seconds. A request
 * beyond a window is rejected with 403 and 0 remaining, one beyond a secondary limit with 403 and {@code Retry-After}.
 *
 * @see <a href="https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api">Rate limits</a>
 */
final class GitHubDialect implements Dialect {

    private static final String DOCUMENTATION = "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api";
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "github";
    }

    @Override
    public List<String> units() {
        return List.of("requests");
    }

    @Override
    public String usualLimits() {
        return "core: requests 5000/h; search: requests 30/min; code_search: requests 10/min; graphql: requests 5000/h";
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
        return List.of(Charge.of(resource(path), "requests", 1));
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
        if (ruling.windows().isEmpty()) {
            return;
        }
        FakeWindow window = ruling.windows().get(0);
        reply.with("X-RateLimit-Limit", window.limit())
                .with("X-RateLimit-Remaining", window.remaining())
                .with("X-RateLimit-Reset", ruling.written(window.resetAt()).getEpochSecond())
                .with("X-RateLimit-Used", window.used())
                .with("X-RateLimit-Resource", window.scope());
    }

    @Override
    public String content(Ruling ruling) {
        if (ruling.windows().size() < 2) {
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
    public Reply rejection(Ruling ruling, FakeWindow exceeded, int status) {
        return error(status, "API rate limit exceeded for user ID 1.", DOCUMENTATION);
    }

    @Override
    public Reply secondaryLimit(Ruling ruling, Duration retryAfter) {
        return error(403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
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
