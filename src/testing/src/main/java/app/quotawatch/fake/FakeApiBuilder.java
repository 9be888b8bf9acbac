package app.quotawatch.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** Collects how a {@link FakeApi} behaves. Not thread-safe. */
public final class FakeApiBuilder {

    private final Dialect dialect;
    private final LimitsParser parser;
    private FakeClock clock = FakeClock.stopped();
    private int port;
    private int rejectionStatus;
    private Supplier<Duration> latency = () -> Duration.ZERO;
    private Function<FakeRequest, FakeOutcome> script = request -> FakeOutcome.regular();
    private @Nullable Function<FakeRequest, Optional<String>> content;

    FakeApiBuilder(Dialect dialect) {
        this.dialect = dialect;
        this.parser = new LimitsParser(dialect.units());
    }

    /**
     * Adds limits, such as {@code gpt-4o: requests 500/min, tokens 30_000/min; gpt-4o-mini + o4-mini: requests 10/10s}:
     * <ul>
     * <li>a limit is a unit, an amount and a period: {@code s}, {@code min}, {@code h} or {@code day}, or a multiple, such as
     * {@code 6h}; limits are separated by commas</li>
     * <li>what precedes a colon is the scope of the limits that follow; scopes that share a limit are joined by {@code +}; without a
     * colon, or with {@code *}, a limit holds for each scope without one of its own</li>
     * <li>scopes are separated by semicolons or line breaks</li>
     * </ul>
     * {@link FakeProvider#value} lists what the scopes are. Limits that are not declared are the provider's usual ones.
     *
     * @param text the limits; an invalid text is reported by {@link #start}, with every problem
     */
    public FakeApiBuilder limits(String text) {
        parser.parse(text);
        return this;
    }

    /**
     * Adds a limit.
     *
     * @param scope what it applies to; {@code *} means each scope without a limit of its own; several that share it are joined by
     *        {@code +}
     * @param unit what is counted, such as {@code requests}
     * @param amount at least 1; what is invalid is reported by {@link #start}, with every problem
     * @param period longer than 0, at most 366 days
     */
    public FakeApiBuilder limit(String scope, String unit, long amount, Duration period) {
        parser.declare(scope, unit, amount, Objects.requireNonNull(period, "period"));
        return this;
    }

    /** Sets the clock; without it, one that stands still. */
    public FakeApiBuilder clock(FakeClock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /** Sets the port; without it, any free one. */
    public FakeApiBuilder port(int port) {
        this.port = port;
        return this;
    }

    /** Sets the status of rejections, where the provider has several: GitHub sends 403 (as without this call) or 429. */
    public FakeApiBuilder rejectionStatus(int status) {
        this.rejectionStatus = status;
        return this;
    }

    /** Sets how long each response takes, in real time. */
    public FakeApiBuilder latency(Supplier<Duration> latency) {
        this.latency = Objects.requireNonNull(latency, "latency");
        return this;
    }

    /** Sets what decides the outcome of each request for which {@link FakeApi#next} has ordered none; called concurrently. */
    public FakeApiBuilder script(Function<FakeRequest, FakeOutcome> script) {
        this.script = Objects.requireNonNull(script, "script");
        return this;
    }

    /**
     * Sets what produces the JSON body of regular responses, in place of a small built-in one; empty means that the path does not
     * exist: status 404. Called concurrently, and only for requests that the limits admit.
     */
    public FakeApiBuilder content(Function<FakeRequest, Optional<String>> content) {
        this.content = Objects.requireNonNull(content, "content");
        return this;
    }

    /**
     * Starts the provider.
     *
     * @throws IllegalArgumentException if the limits are invalid; the message has every problem
     * @throws java.io.UncheckedIOException if the port is not free
     */
    public FakeApi start() {
        List<String> problems = new ArrayList<>(parser.problems());
        problems.addAll(dialect.problems(parser.limits()));
        if (rejectionStatus != 0 && (rejectionStatus < 400 || rejectionStatus > 599)) {
            problems.add("not the status of a rejection: " + rejectionStatus);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "invalid limits of the provider " + dialect.name() + ":\n- " + String.join("\n- ", problems));
        }
        return new FakeApi(dialect, limits(), this);
    }

    private Limits limits() {
        LimitsParser usual = new LimitsParser(dialect.units());
        usual.parse(dialect.usualLimits());
        boolean replaced = dialect.replacesUsualLimits() && !parser.limits().isEmpty();
        return new Limits(parser.limits(), replaced ? List.of() : usual.limits());
    }

    FakeClock clock() {
        return clock;
    }

    int port() {
        return port;
    }

    int rejectionStatus() {
        return rejectionStatus == 0 ? dialect.rejectionStatus() : rejectionStatus;
    }

    Supplier<Duration> latency() {
        return latency;
    }

    Function<FakeRequest, FakeOutcome> script() {
        return script;
    }

    @Nullable
    Function<FakeRequest, Optional<String>> content() {
        return content;
    }
}
