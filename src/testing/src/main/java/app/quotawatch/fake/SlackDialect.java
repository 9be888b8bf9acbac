package app.quotawatch.fake;

import java.time.Duration;
import java.util.List;

/**
 * Slack's Web API: requests per method and token, in windows that begin with the first request. No header shows a limit; a
 * rejection has {@code Retry-After}.
 *
 * @see <a href="https://docs.slack.dev/apis/web-api/rate-limits">Rate limits</a>
 */
final class SlackDialect implements Dialect {

    private static final String METHODS = "/api/";

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public List<String> units() {
        return List.of("requests");
    }

    /* Tier 3, and the special limit of messages. */
    @Override
    public String usualLimits() {
        return "requests 50/min; chat.postMessage: requests 60/min";
    }

    @Override
    public LimitState state(Limit limit) {
        return new LimitState.Fixed(limit, Duration.ofSeconds(1));
    }

    @Override
    public List<Charge> charges(FakeRequest request, Limits limits) {
        String path = request.path();
        String method = path.startsWith(METHODS) ? path.substring(METHODS.length()) : Limit.ANY;
        return List.of(Charge.of(method, "requests", 1));
    }

    @Override
    public void show(Ruling ruling, Reply reply) {
        // Slack does not
    }

    @Override
    public String content(Ruling ruling) {
        return "{\"ok\":true}";
    }

    @Override
    public Reply rejection(Ruling.Excess excess, int status) {
        return rejected(status, excess.retryAfter());
    }

    @Override
    public Reply secondaryLimit(Duration retryAfter) {
        return rejected(429, retryAfter);
    }

    private static Reply rejected(int status, Duration wait) {
        return new Reply(status, "{\"ok\":false,\"error\":\"ratelimited\"}")
                .with("Retry-After", Ruling.ceilSeconds(wait));
    }

    @Override
    public Reply error(int status) {
        return new Reply(status,
                "{\"ok\":false,\"error\":\"" + (status < 500 ? "invalid_arguments" : "internal_error") + "\"}");
    }
}
