package app.quotawatch.quickstart.upstreams;

import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;

/** The new issues of a repository, and their labels, limited by requests in a window. */
final class GitHubApi implements Api {

    private final ReentrantLock lock = new ReentrantLock();
    private final FixedWindow window;
    private final IssueFeed feed;

    GitHubApi(long seed, Clock clock) {
        window = new FixedWindow(50, Duration.ofSeconds(30), clock);
        feed = new IssueFeed(seed);
    }

    @Override
    public Reply reply(Request request) {
        lock.lock();
        try {
            if (request.is("GET", "/repos/[^/]+/[^/]+/issues")) {
                return window.take() ? ok(feed.newIssues()) : rejection();
            }
            if (request.is("POST", "/repos/[^/]+/[^/]+/issues/\\d+/labels")) {
                return window.take() ? ok(labels(request.body())) : rejection();
            }
            return Reply.of(404, message("Not Found", "https://docs.github.com/rest"));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Reply fail() {
        return Reply.of(500, message("Server Error", "https://docs.github.com/rest"));
    }

    private Reply ok(JsonArray body) {
        return new Reply(200, rateLimit(), body);
    }

    private Reply rejection() {
        JsonObject body = message("API rate limit exceeded for user ID 1.",
                "https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api");
        return new Reply(429, rateLimit(), body)
                .with(Map.of("Retry-After", Long.toString(window.secondsUntilReset())));
    }

    private Map<String, String> rateLimit() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-RateLimit-Limit", Long.toString(window.limit()));
        headers.put("X-RateLimit-Remaining", Long.toString(window.remaining()));
        headers.put("X-RateLimit-Reset", Long.toString(window.resetEpochSecond()));
        headers.put("X-RateLimit-Used", Long.toString(window.used()));
        headers.put("X-RateLimit-Resource", "core");
        return headers;
    }

    private static JsonArray labels(String body) {
        var labels = Json.createArrayBuilder();
        Json.createReader(new StringReader(body)).readObject().getJsonArray("labels")
                .forEach(name -> labels.add(Json.createObjectBuilder().add("name", name)));
        return labels.build();
    }

    private static JsonObject message(String message, String documentation) {
        return Json.createObjectBuilder().add("message", message).add("documentation_url", documentation).build();
    }
}
