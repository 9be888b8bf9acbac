package app.quotawatch.fake;

import java.time.Duration;
import java.time.Instant;

/** What one limit of a provider has counted, at one instant. Immutable. */
public final class FakeWindow {

    private final String key;
    private final String scope;
    private final String unit;
    private final long limit;
    private final Duration period;
    private final long remaining;
    private final Instant resetAt;

    FakeWindow(String key, String scope, String unit, Limit limit, long remaining, Instant resetAt) {
        this.key = key;
        this.scope = scope;
        this.unit = unit;
        this.limit = limit.amount();
        this.period = limit.period();
        this.remaining = remaining;
        this.resetAt = resetAt;
    }

    /** Returns the credential that was counted; empty for requests without one. */
    public String key() {
        return key;
    }

    /** Returns what the limit applies to: a model, a resource, a method; {@code *} if the request named none. */
    public String scope() {
        return scope;
    }

    /** Returns what is counted, such as {@code requests} or {@code tokens}. */
    public String unit() {
        return unit;
    }

    /** Returns the limit. */
    public long limit() {
        return limit;
    }

    /** Returns the time in which the limit's amount may be used once. */
    public Duration period() {
        return period;
    }

    /** Returns what remains. */
    public long remaining() {
        return remaining;
    }

    /** Returns what is used. */
    public long used() {
        return limit - remaining;
    }

    /** Returns when nothing is used any more, on the provider's clock without its skew. */
    public Instant resetAt() {
        return resetAt;
    }

    /** Shows everything but the key. */
    @Override
    public String toString() {
        return scope + " " + unit + ": " + remaining + " of " + limit + " remaining, reset at " + resetAt;
    }
}
