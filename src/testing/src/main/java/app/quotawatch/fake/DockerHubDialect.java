package app.quotawatch.fake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Docker Hub: pulls per user, {@code anonymous} or {@code authenticated}, in windows that begin with the first pull, shown as
 * {@code 100;w=21600}. A GET of a manifest is a pull; a HEAD only shows the limit. No header shows the reset.
 *
 * @see <a href="https://docs.docker.com/docker-hub/usage/pulls/">Pull usage and limits</a>
 */
final class DockerHubDialect implements Dialect {

    @Override
    public String name() {
        return "docker-hub";
    }

    @Override
    public List<String> units() {
        return List.of("requests");
    }

    @Override
    public String usualLimits() {
        return "anonymous: requests 100/6h; authenticated: requests 200/6h";
    }

    @Override
    public LimitState state(Limit limit) {
        return new LimitState.Fixed(limit, Duration.ofSeconds(1));
    }

    @Override
    public List<Charge> charges(FakeRequest request, Limits limits) {
        if (!request.path().contains("/manifests/")) {
            return List.of();
        }
        String scope = key(request).isEmpty() ? "anonymous" : "authenticated";
        return List.of(Charge.of(scope, "requests", request.method().equals("HEAD") ? 0 : 1));
    }

    @Override
    public void show(Ruling ruling, Reply reply) {
        for (FakeWindow window : ruling.windows()) {
            String length = ";w=" + window.period().toSeconds();
            reply.with("ratelimit-limit", window.limit() + length)
                    .with("ratelimit-remaining", window.remaining() + length)
                    .with("docker-ratelimit-source", source(window.key()));
        }
    }

    /* The user's ID, or the address of who is not logged in. */
    private static String source(String key) {
        return key.isEmpty() ? "127.0.0.1" : UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public String content(Ruling ruling) {
        return "{\"schemaVersion\":2}";
    }

    @Override
    public Reply rejection(Ruling.Excess excess, int status) {
        return error(status, "TOOMANYREQUESTS", "You have reached your pull rate limit. You may increase the limit by"
                + " authenticating and upgrading: https://www.docker.com/increase-rate-limit");
    }

    @Override
    public Reply secondaryLimit(Duration retryAfter) {
        return error(429, "TOOMANYREQUESTS", "Too Many Requests").with("retry-after", Ruling.ceilSeconds(retryAfter));
    }

    @Override
    public Reply error(int status) {
        return error(status, status == 404 ? "MANIFEST_UNKNOWN" : "UNKNOWN", "the request failed");
    }

    private static Reply error(int status, String code, String message) {
        return new Reply(status,
                "{\"errors\":[{\"code\":" + Json.quote(code) + ",\"message\":" + Json.quote(message) + "}]}");
    }
}
