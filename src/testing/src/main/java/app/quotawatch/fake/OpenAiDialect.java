package app.quotawatch.fake;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * OpenAI: requests and tokens per model and key, in buckets that are refilled; resets as durations in Go's format. What
 * exceeds a limit by itself is rejected without {@code Retry-After}: no wait is long enough.
 *
 * @see <a href="https://platform.openai.com/docs/guides/rate-limits">Rate limits</a>
 * @see <a href="https://platform.openai.com/docs/guides/error-codes">Error codes</a>
 */
final class OpenAiDialect implements Dialect {

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public List<String> units() {
        return List.of("requests", "tokens");
    }

    @Override
    public String usualLimits() {
        return "requests 500/min, tokens 30_000/min";
    }

    @Override
    public LimitState state(Limit limit) {
        return new RefillingLimit(limit);
    }

    @Override
    public List<Charge> charges(FakeRequest request, Limits limits) {
        if (!request.method().equals("POST")) {
            return List.of();
        }
        String model = Objects.requireNonNullElse(Json.member(request.body(), "model"), Limit.ANY);
        return List.of(Charge.of(model, "requests", 1), Charge.of(model, "tokens", Tokens.estimated(request)));
    }

    @Override
    public void show(Ruling ruling, Reply reply) {
        for (FakeWindow window : ruling.windows()) {
            reply.with("x-ratelimit-limit-" + window.unit(), window.limit())
                    .with("x-ratelimit-remaining-" + window.unit(), window.remaining())
                    .with("x-ratelimit-reset-" + window.unit(), GoDuration.format(ruling.until(window)));
        }
    }

    @Override
    public String content(Ruling ruling) {
        return completion(ruling.request());
    }

    /* Shared with Azure. */
    static String completion(FakeRequest request) {
        String model = Json.quote(Objects.requireNonNullElse(Json.member(request.body(), "model"), "gpt-4o"));
        long tokens = Tokens.ofBody(request);
        String usage = "\"usage\":{\"prompt_tokens\":" + tokens + ",\"completion_tokens\":1,\"total_tokens\":"
                + (tokens + 1)
                + "}}";
        if (request.path().endsWith("/embeddings")) {
            return "{\"object\":\"list\",\"model\":" + model
                    + ",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.25,-0.5]}]," + usage;
        }
        return "{\"id\":\"chatcmpl-fake\",\"object\":\"chat.completion\",\"created\":0,\"model\":" + model
                + ",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"OK\"},"
                + "\"finish_reason\":\"stop\"}]," + usage;
    }

    @Override
    public Reply rejection(Ruling.Excess excess, int status) {
        FakeWindow window = excess.window();
        String on = window.scope() + " on " + window.unit() + ": Limit " + window.limit();
        if (excess.isTooLarge()) {
            return error(status, "Request too large for " + on + ", Requested " + excess.requested()
                    + ". The input or output tokens must be reduced in order to run successfully.", window.unit(),
                    "rate_limit_exceeded");
        }
        return error(status, "Rate limit reached for " + on + ", Used " + window.used() + ", Requested "
                + excess.requested() + ". Please try again in " + GoDuration.format(excess.retryAfter()) + ".",
                window.unit(), "rate_limit_exceeded")
                .with("retry-after-ms", Ruling.ceilMillis(excess.retryAfter()))
                .with("retry-after", excess.retryAfterSeconds());
    }

    @Override
    public Reply secondaryLimit(Duration retryAfter) {
        return error(429, "You exceeded your current quota, please check your plan and billing details.",
                "insufficient_quota", "insufficient_quota").with("retry-after", Ruling.ceilSeconds(retryAfter));
    }

    @Override
    public Reply error(int status) {
        return status < 500
                ? error(status, "Invalid request.", "invalid_request_error", "invalid_request")
                : error(status, "The server had an error while processing your request. Sorry about that!",
                        "server_error", "server_error");
    }

    private static Reply error(int status, String message, String type, String code) {
        return new Reply(status, "{\"error\":{\"message\":" + Json.quote(message) + ",\"type\":" + Json.quote(type)
                + ",\"param\":null,\"code\":" + Json.quote(code) + "}}");
    }
}
