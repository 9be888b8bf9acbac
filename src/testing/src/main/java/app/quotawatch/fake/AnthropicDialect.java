package app.quotawatch.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * Anthropic: requests, input tokens and output tokens per model and key, in buckets that are refilled; resets in RFC 3339, in
 * whole seconds. As the API does, it rounds remaining tokens to the nearest thousand, here only for limits of 10,000 and more.
 *
 * @see <a href="https://docs.claude.com/en/api/rate-limits">Rate limits</a>
 * @see <a href="https://docs.claude.com/en/api/errors">Errors</a>
 */
final class AnthropicDialect implements Dialect {

    private static final long OUTPUT_TOKENS = 10;
    private static final long ROUNDED_FROM = 10_000;

    @Override
    public String name() {
        return "anthropic";
    }

    @Override
    public List<String> units() {
        return List.of("requests", "input-tokens", "output-tokens");
    }

    @Override
    public String usualLimits() {
        return "requests 50/min, input-tokens 30_000/min, output-tokens 8_000/min";
    }

    @Override
    public LimitState state(Limit limit) {
        return new RefillingLimit(limit);
    }

    @Override
    public String key(FakeRequest request) {
        return Credentials.header(request, "x-api-key");
    }

    @Override
    public List<Charge> charges(FakeRequest request, Limits limits) {
        if (!request.method().equals("POST")) {
            return List.of();
        }
        String model = Objects.requireNonNullElse(Json.member(request.body(), "model"), Limit.ANY);
        return List.of(Charge.of(model, "requests", 1), Charge.of(model, "input-tokens", Tokens.ofBody(request)),
                Charge.of(model, "output-tokens", OUTPUT_TOKENS));
    }

    @Override
    public void show(Ruling ruling, Reply reply) {
        for (FakeWindow window : ruling.windows()) {
            long remaining = window.unit().equals("requests")
                    ? window.remaining()
                    : rounded(window.remaining(), window.limit());
            show(reply, window.unit(), window.limit(), remaining, ruling.written(window.resetAt()));
        }
        FakeWindow input = ruling.window("input-tokens");
        FakeWindow output = ruling.window("output-tokens");
        if (input != null && output != null) {
            Instant later = input.resetAt().isAfter(output.resetAt()) ? input.resetAt() : output.resetAt();
            long limit = input.limit() + output.limit();
            show(reply, "tokens", limit, rounded(input.remaining() + output.remaining(), limit), ruling.written(later));
        }
    }

    private static void show(Reply reply, String unit, long limit, long remaining, Instant reset) {
        reply.with("anthropic-ratelimit-" + unit + "-limit", limit)
                .with("anthropic-ratelimit-" + unit + "-remaining", remaining)
                .with("anthropic-ratelimit-" + unit + "-reset", reset.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static long rounded(long tokens, long limit) {
        return limit < ROUNDED_FROM ? tokens : Math.min(limit, (tokens + 500) / 1000 * 1000);
    }

    @Override
    public String content(Ruling ruling) {
        FakeRequest request = ruling.request();
        String model = Json.quote(Objects.requireNonNullElse(Json.member(request.body(), "model"), "claude"));
        return "{\"id\":\"msg_fake\",\"type\":\"message\",\"role\":\"assistant\",\"model\":" + model
                + ",\"content\":[{\"type\":\"text\",\"text\":\"OK\"}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
                + "\"usage\":{\"input_tokens\":" + Tokens.ofBody(request) + ",\"output_tokens\":" + OUTPUT_TOKENS
                + "}}";
    }

    @Override
    public Reply rejection(Ruling.Excess excess, int status) {
        return error(status, "rate_limit_error", "This request would exceed your organization's rate limit of "
                + excess.window().limit() + " " + excess.window().unit().replace('-', ' ') + " per minute.")
                .with("retry-after", excess.retryAfterSeconds());
    }

    @Override
    public Reply secondaryLimit(Duration retryAfter) {
        return error(429, "rate_limit_error", "This request would exceed your organization's acceleration limit.")
                .with("retry-after", Ruling.ceilSeconds(retryAfter));
    }

    @Override
    public int overloadedStatus() {
        return 529;
    }

    @Override
    public Reply error(int status) {
        if (status == overloadedStatus()) {
            return error(status, "overloaded_error", "Overloaded");
        }
        return status < 500
                ? error(status, "invalid_request_error", "Invalid request.")
                : error(status, "api_error", "Internal server error");
    }

    private static Reply error(int status, String type, String message) {
        return new Reply(status, "{\"type\":\"error\",\"error\":{\"type\":" + Json.quote(type) + ",\"message\":"
                + Json.quote(message) + "}}");
    }
}
