package app.quotawatch.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A dialect whose resets have another form than the provider's: what a gateway or the provider's next version may send. */
final class ReformingDialect implements Dialect {

    private final Dialect dialect;
    private final ResetForm form;

    ReformingDialect(Dialect dialect, ResetForm form) {
        this.dialect = dialect;
        this.form = form;
    }

    @Override
    public void show(Ruling ruling, Reply reply) {
        dialect.show(ruling, reply);
        reply.headers().keySet().removeIf(name -> name.endsWith("-Reset-After"));
        for (String name : List.copyOf(reply.headers().keySet())) {
            if (name.toLowerCase().contains("-reset")) {
                Instant reset = reset(name, ruling);
                reply.with(name, form.format(ruling.written(reset), Duration.between(ruling.now(), reset)));
            }
        }
        Ruling.Excess excess = ruling.excess();
        if (form == ResetForm.HTTP_DATE && excess != null) {
            String name = reply.headers().containsKey("retry-after") ? "retry-after" : "Retry-After";
            reply.headers().computeIfPresent(name, (any, seconds) -> HttpDate
                    .format(ruling.written(ruling.now().plusSeconds(Long.parseLong(seconds) + 1))));
        }
    }

    private static Instant reset(String name, Ruling ruling) {
        Instant latest = Instant.MIN;
        for (FakeWindow window : ruling.windows()) {
            if (name.contains("-" + window.unit())) {
                return window.resetAt();
            }
            // Anthropic's reset of all tokens is the later one of its two kinds
            boolean shown = !ReadBackTest.HIDDEN.contains(window.unit())
                    && (!name.contains("tokens") || window.unit().endsWith("tokens"));
            if (shown && window.resetAt().isAfter(latest)) {
                latest = window.resetAt();
            }
        }
        return latest;
    }

    @Override
    public String name() {
        return dialect.name();
    }

    @Override
    public List<String> units() {
        return dialect.units();
    }

    @Override
    public String usualLimits() {
        return dialect.usualLimits();
    }

    @Override
    public LimitState state(Limit limit) {
        return dialect.state(limit);
    }

    @Override
    public List<Charge> charges(FakeRequest request, Limits limits) {
        return dialect.charges(request, limits);
    }

    @Override
    public String key(FakeRequest request) {
        return dialect.key(request);
    }

    @Override
    public int rejectionStatus() {
        return dialect.rejectionStatus();
    }

    @Override
    public String content(Ruling ruling) {
        return dialect.content(ruling);
    }

    @Override
    public Reply rejection(Ruling.Excess excess, int status) {
        return dialect.rejection(excess, status);
    }

    @Override
    public Reply secondaryLimit(Duration retryAfter) {
        return dialect.secondaryLimit(retryAfter);
    }

    @Override
    public Reply error(int status) {
        return dialect.error(status);
    }
}
