package app.quotawatch.fake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Discord: requests per route and bot, in windows that begin with the first request, and a global limit; resets in epoch seconds
 * and in seconds, both with three decimals. A limit is declared for the first segment of a route, such as {@code channels}, and
 * counts for each channel and method by itself.
 *
 * @see <a href="https://docs.discord.com/developers/topics/rate-limits">Rate limits</a>
 */
final class DiscordDialect implements Dialect {

    private static final String GLOBAL = "global-requests";
    private static final Set<String> MAJOR = Set.of("channels", "guilds", "webhooks");

    @Override
    public String name() {
        return "discord";
    }

    @Override
    public List<String> units() {
        return List.of("requests", GLOBAL);
    }

    @Override
    public String usualLimits() {
        return "requests 5/5s, global-requests 50/s";
    }

    @Override
    public LimitState state(Limit limit) {
        return new LimitState.Fixed(limit, Duration.ofMillis(1));
    }

    @Override
    public List<Charge> charges(FakeRequest request, Limits limits) {
        String path = request.path().replaceFirst("^/api(/v\\d+)?", "");
        String[] segments = path.substring(Math.min(1, path.length())).split("/");
        String first = segments[0].isEmpty() ? Limit.ANY : segments[0];
        return List.of(new Charge(request.method() + " " + route(segments, true), first, "requests", 1),
                new Charge("global", Limit.ANY, GLOBAL, 1));
    }

    private static String route(String[] segments, boolean major) {
        StringBuilder route = new StringBuilder();
        for (int i = 0; i < segments.length; i++) {
            boolean kept = major && i == 1 && MAJOR.contains(segments[0]);
            route.append('/').append(!kept && segments[i].matches("\\d+") ? "{id}" : segments[i]);
        }
        return route.toString();
    }

    @Override
    public void show(Ruling ruling, Reply reply) {
        FakeWindow window = ruling.window("requests");
        Ruling.Excess excess = ruling.excess();
        if (window == null || excess != null && excess.window().unit().equals(GLOBAL)) {
            return;
        }
        reply.with("X-RateLimit-Limit", window.limit())
                .with("X-RateLimit-Remaining", window.remaining())
                .with("X-RateLimit-Reset", decimal(epochMillis(ruling.written(window.resetAt()))))
                .with("X-RateLimit-Reset-After", decimal(Ruling.ceilMillis(ruling.until(window))))
                .with("X-RateLimit-Bucket", bucket(ruling.request()));
    }

    private static long epochMillis(Instant instant) {
        return instant.plusNanos(999_999).toEpochMilli();
    }

    private static String decimal(long millis) {
        return String.format("%d.%03d", millis / 1000, millis % 1000);
    }

    private static String bucket(FakeRequest request) {
        String[] segments = request.path().replaceFirst("^/api(/v\\d+)?/", "").split("/");
        String route = request.method() + route(segments, false);
        return UUID.nameUUIDFromBytes(route.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
    }

    @Override
    public String content(Ruling ruling) {
        return "{\"id\":\"1\"}";
    }

    @Override
    public Reply rejection(Ruling.Excess excess, int status) {
        return excess.window().unit().equals(GLOBAL)
                ? rejected(status, excess.retryAfter(), "global").with("X-RateLimit-Global", "true")
                : rejected(status, excess.retryAfter(), "user");
    }

    @Override
    public Reply secondaryLimit(Duration retryAfter) {
        return rejected(429, retryAfter, "shared");
    }

    private static Reply rejected(int status, Duration wait, String scope) {
        return new Reply(status, "{\"message\":\"You are being rate limited.\",\"retry_after\":"
                + decimal(Ruling.ceilMillis(wait)) + ",\"global\":" + scope.equals("global") + "}")
                .with("Retry-After", Ruling.ceilSeconds(wait))
                .with("X-RateLimit-Scope", scope);
    }

    @Override
    public Reply error(int status) {
        return new Reply(status, "{\"message\":\"" + status + "\",\"code\":0}");
    }
}
