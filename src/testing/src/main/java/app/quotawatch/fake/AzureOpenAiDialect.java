package app.quotawatch.fake;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Azure OpenAI: requests and tokens per deployment and key, in buckets that are refilled; resets in whole seconds, rounded down,
 * and the wait of a rejection in milliseconds as well.
 *
 * @see <a href="https://learn.microsoft.com/azure/ai-services/openai/how-to/quota">Manage quota</a>
 */
final class AzureOpenAiDialect implements Dialect {

    private static final String DEPLOYMENTS = "/openai/deployments/";

    @Override
    public String name() {
        return "azure-openai";
    }

    @Override
    public List<String> units() {
        return List.of("requests", "tokens");
    }

    @Override
    public String usualLimits() {
        return "requests 250/min, tokens 250_000/min";
    }

    @Override
    public LimitState state(Limit limit) {
        return new RefillingLimit(limit);
    }

    @Override
    public String key(FakeRequest request) {
        return Credentials.header(request, "api-key");
    }

    @Override
    public List<Charge> charges(FakeRequest request, Limits limits) {
        if (!request.method().equals("POST")) {
            return List.of();
        }
        String deployment = deployment(request);
        return List.of(Charge.of(deployment, "requests", 1),
                Charge.of(deployment, "tokens", Tokens.estimated(request)));
    }

    private static String deployment(FakeRequest request) {
        String path = request.path();
        if (!path.startsWith(DEPLOYMENTS)) {
            return Objects.requireNonNullElse(Json.member(request.body(), "model"), Limit.ANY);
        }
        int end = path.indexOf('/', DEPLOYMENTS.length());
        return path.substring(DEPLOYMENTS.length(), end < 0 ? path.length() : end);
    }

    @Override
    public void show(Ruling ruling, Reply reply) {
        for (FakeWindow window : ruling.windows()) {
            reply.with("x-ratelimit-key", window.scope())
                    .with("x-ratelimit-remaining-" + window.unit(), window.remaining())
                    .with("x-ratelimit-reset-" + window.unit(), ruling.until(window).toSeconds())
                    .with("x-ratelimit-limit-" + window.unit(), window.limit())
                    .with("x-ratelimit-renewalperiod-" + window.unit(), window.period().toSeconds());
        }
    }

    @Override
    public String content(Ruling ruling) {
        return OpenAiDialect.completion(ruling.request());
    }

    @Override
    public Reply rejection(Ruling.Excess excess, int status) {
        return rejected(status, excess.window().unit().equals("tokens") ? "token rate limit" : "call rate limit",
                excess.retryAfter());
    }

    @Override
    public Reply secondaryLimit(Duration retryAfter) {
        return rejected(429, "abuse penalty", retryAfter);
    }

    private static Reply rejected(int status, String limit, Duration wait) {
        return error(status, "Requests to this deployment have exceeded the " + limit
                + " of your current pricing tier. Please retry after " + Ruling.ceilSeconds(wait) + " seconds.")
                .with("retry-after-ms", Ruling.ceilMillis(wait))
                .with("retry-after", Ruling.ceilSeconds(wait));
    }

    @Override
    public Reply error(int status) {
        return error(status, "The request failed.");
    }

    private static Reply error(int status, String message) {
        return new Reply(status,
                "{\"error\":{\"code\":\"" + status + "\",\"message\":" + Json.quote(message) + "}}");
    }
}
