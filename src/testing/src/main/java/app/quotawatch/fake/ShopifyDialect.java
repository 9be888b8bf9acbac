package app.quotawatch.fake;

import java.time.Duration;
import java.util.List;

/**
 * The REST Admin API of Shopify: a bucket of requests per access token that leaks steadily, shown as {@code 32/40}. A limit of
 * {@code requests 40/20s} is a bucket of 40 that leaks 2 a second.
 *
 * @see <a href="https://shopify.dev/docs/api/admin-rest/usage/rate-limits">REST Admin API rate limits</a>
 */
final class ShopifyDialect implements Dialect {

    @Override
    public String name() {
        return "shopify";
    }

    @Override
    public List<String> units() {
        return List.of("requests");
    }

    @Override
    public String usualLimits() {
        return "requests 40/20s";
    }

    @Override
    public LimitState state(Limit limit) {
        return new RefillingLimit(limit);
    }

    @Override
    public String key(FakeRequest request) {
        return Credentials.header(request, "X-Shopify-Access-Token");
    }

    @Override
    public List<Charge> charges(FakeRequest request, Limits limits) {
        return List.of(Charge.of(Limit.ANY, "requests", 1));
    }

    @Override
    public void show(Ruling ruling, Reply reply) {
        for (FakeWindow window : ruling.windows()) {
            reply.with("X-Shopify-Shop-Api-Call-Limit", window.used() + "/" + window.limit());
        }
    }

    @Override
    public String content(Ruling ruling) {
        return "{}";
    }

    @Override
    public Reply rejection(Ruling.Excess excess, int status) {
        double perSecond = excess.window().limit() * 1e9 / excess.window().period().toNanos();
        return rejected(status, perSecond, excess.retryAfter());
    }

    @Override
    public Reply secondaryLimit(Duration retryAfter) {
        return rejected(429, 2, retryAfter);
    }

    private static Reply rejected(int status, double perSecond, Duration wait) {
        return new Reply(status, "{\"errors\":\"Exceeded " + Math.round(perSecond)
                + " calls per second for api client. Reduce request rates to resume uninterrupted service.\"}")
                .with("Retry-After", Ruling.ceilSeconds(wait) + ".0");
    }

    @Override
    public Reply error(int status) {
        return new Reply(status, "{\"errors\":\"" + (status < 500 ? "Bad Request" : "Internal Server Error") + "\"}");
    }
}
