package app.quotawatch.fake;

import java.time.Duration;
import java.util.List;

/**
 * Stripe: requests per key, in {@code live} mode and in {@code test} mode, which the key's prefix shows. No header shows a limit; a
 * rejection has {@code Stripe-Rate-Limited-Reason} and no {@code Retry-After}.
 *
 * @see <a href="https://docs.stripe.com/rate-limits">Rate limits</a>
 */
final class StripeDialect implements Dialect {

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public List<String> units() {
        return List.of("requests");
    }

    @Override
    public String usualLimits() {
        return "live: requests 100/s; test: requests 25/s";
    }

    @Override
    public LimitState state(Limit limit) {
        return new RefillingLimit(limit);
    }

    @Override
    public List<Charge> charges(FakeRequest request, Limits limits) {
        return List.of(Charge.of(key(request).contains("_live_") ? "live" : "test", "requests", 1));
    }

    @Override
    public void show(Ruling ruling, Reply reply) {
        // Stripe does not
    }

    @Override
    public String content(Ruling ruling) {
        boolean live = key(ruling.request()).contains("_live_");
        return "{\"id\":\"fake_1\",\"object\":\"customer\",\"livemode\":" + live + "}";
    }

    @Override
    public Reply rejection(Ruling.Excess excess, int status) {
        return rejected(status, "global-rate");
    }

    @Override
    public Reply secondaryLimit(Duration retryAfter) {
        return rejected(429, "global-concurrency");
    }

    private static Reply rejected(int status, String reason) {
        return new Reply(status, "{\"error\":{\"code\":\"rate_limit\",\"doc_url\":"
                + "\"https://docs.stripe.com/error-codes#rate-limit\",\"message\":\"Request rate limit exceeded. Learn more about"
                + " rate limits here https://docs.stripe.com/rate-limits.\",\"type\":\"invalid_request_error\"}}")
                .with("Stripe-Rate-Limited-Reason", reason);
    }

    @Override
    public Reply error(int status) {
        String type = status < 500 ? "invalid_request_error" : "api_error";
        return new Reply(status,
                "{\"error\":{\"type\":\"" + type + "\",\"message\":\"An error occurred with the request.\"}}");
    }
}
