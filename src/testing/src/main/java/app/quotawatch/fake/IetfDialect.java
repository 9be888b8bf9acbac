package app.quotawatch.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The RateLimit header fields of the IETF, draft 11: any number of policies, each named by the scope of a limit, which all apply to
 * every request of a key; resets in whole seconds.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">RateLimit header fields for HTTP</a>
 */
final class IetfDialect implements Dialect {

    private static final String PROBLEM = "https://iana.org/assignments/http-problem-types#";

    @Override
    public String name() {
        return "ietf";
    }

    @Override
    public List<String> units() {
        return List.of("requests", "content-bytes");
    }

    @Override
    public String usualLimits() {
        return "default: requests 100/min";
    }

    /* The name of a policy is all that ties its two fields together. */
    @Override
    public List<String> problems(List<Limit> declared) {
        Set<String> policies = new HashSet<>();
        List<String> problems = new ArrayList<>();
        for (Limit limit : declared) {
            if (!policies.add(policy(limit.scope()))) {
                problems.add("the policy " + policy(limit.scope()) + " has several limits; name one for each");
            }
        }
        return problems;
    }

    private static String policy(String scope) {
        return scope.equals(Limit.ANY) ? "default" : scope;
    }

    @Override
    public boolean replacesUsualLimits() {
        return true;
    }

    @Override
    public LimitState state(Limit limit) {
        return new LimitState.Fixed(limit, Duration.ofSeconds(1));
    }

    @Override
    public List<Charge> charges(FakeRequest request, Limits limits) {
        List<Charge> charges = new ArrayList<>();
        for (String scope : limits.scopes()) {
            charges.add(new Charge(policy(scope), scope, "requests", 1));
            charges.add(new Charge(policy(scope), scope, "content-bytes", request.body().length()));
        }
        return charges;
    }

    @Override
    public void show(Ruling ruling, Reply reply) {
        List<String> limits = new ArrayList<>();
        List<String> policies = new ArrayList<>();
        for (FakeWindow window : ruling.windows()) {
            String unit = window.unit().equals("requests") ? "" : ";qu=" + Json.quote(window.unit());
            limits.add(Json.quote(window.scope()) + ";r=" + window.remaining() + ";t="
                    + Ruling.ceilSeconds(ruling.until(window)));
            policies.add(Json.quote(window.scope()) + ";q=" + window.limit() + unit + ";w="
                    + Ruling.ceilSeconds(window.period()));
        }
        if (!limits.isEmpty()) {
            reply.with("RateLimit-Policy", String.join(", ", policies)).with("RateLimit", String.join(", ", limits));
        }
    }

    @Override
    public String content(Ruling ruling) {
        return "{}";
    }

    @Override
    public Reply rejection(Ruling.Excess excess, int status) {
        return problem(status, "quota-exceeded", "Request cannot be satisfied as assigned quota has been exceeded",
                ",\"violated-policies\":[" + Json.quote(excess.window().scope()) + "]")
                .with("Retry-After", excess.retryAfterSeconds());
    }

    @Override
    public Reply secondaryLimit(Duration retryAfter) {
        return problem(429, "abnormal-usage-detected",
                "Request not satisfied due to detection of abnormal request pattern",
                "").with("Retry-After", Ruling.ceilSeconds(retryAfter));
    }

    @Override
    public Reply error(int status) {
        return status == overloadedStatus()
                ? problem(status, "temporary-reduced-capacity",
                        "Request cannot be satisfied due to temporary server capacity constraints", "")
                : new Reply(status, "{\"status\":" + status + "}").with("Content-Type", "application/problem+json");
    }

    private static Reply problem(int status, String type, String title, String more) {
        return new Reply(status,
                "{\"type\":" + Json.quote(PROBLEM + type) + ",\"title\":" + Json.quote(title) + ",\"status\":"
                        + status + more + "}")
                .with("Content-Type", "application/problem+json");
    }
}
