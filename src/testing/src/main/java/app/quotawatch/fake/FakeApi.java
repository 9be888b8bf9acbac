package app.quotawatch.fake;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A provider: an HTTP server that only this machine can reach. It counts the requests of each key against the limits of what they
 * name (a model, a resource, a method), shows them in the provider's headers and rejects what exceeds them as the provider does.
 * <p>
 * Its {@linkplain #clock() clock} stands still until a test turns it. What is rejected takes nothing from a limit, and neither
 * does an {@linkplain #next ordered} failure. Every response is counted before it is sent. Thread-safe.
 */
public final class FakeApi implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock();
    private final Dialect dialect;
    private final Quotas quotas;
    private final FakeClock clock;
    private final int rejectionStatus;
    private final Function<FakeRequest, FakeOutcome> script;
    private final @Nullable Function<FakeRequest, Optional<String>> content;
    private final Counts counts = new Counts();
    private final Queue<FakeOutcome> ordered = new ArrayDeque<>();
    private final FakeServer server;
    private volatile Supplier<Duration> latency;
    private volatile Duration skew = Duration.ZERO;

    FakeApi(Dialect dialect, Limits limits, FakeApiBuilder builder) {
        this.dialect = dialect;
        quotas = new Quotas(dialect, limits);
        clock = builder.clock();
        rejectionStatus = builder.rejectionStatus();
        script = builder.script();
        content = builder.content();
        latency = builder.latency();
        server = FakeServer.start(dialect.name(), builder.port(), this::respond);
    }

    /**
     * Begins a provider, for programs that are not tests.
     *
     * @param provider as in {@link FakeProvider#value}
     * @throws IllegalArgumentException if the provider is unknown
     */
    public static FakeApiBuilder builder(String provider) {
        return new FakeApiBuilder(Dialects.named(provider));
    }

    /** Returns the base URL, without a path: what takes the place of {@code https://api.openai.com}, for example. */
    public URI uri() {
        return server.uri();
    }

    /** Returns the provider's clock. */
    public FakeClock clock() {
        return clock;
    }

    /** Sets how far the provider's clock is ahead in what it writes: its {@code Date} and its absolute resets. */
    public void skew(Duration ahead) {
        skew = Objects.requireNonNull(ahead, "ahead");
    }

    /** Sets how long each response takes, in real time. */
    public void latency(Duration latency) {
        Objects.requireNonNull(latency, "latency");
        this.latency = () -> latency;
    }

    /** Orders the outcomes of the next requests, one for each, after those that are ordered already. */
    public void next(FakeOutcome... outcomes) {
        List<FakeOutcome> all = List.of(outcomes);
        lock.lock();
        try {
            ordered.addAll(all);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of requests so far, whatever their outcome. */
    public long requests() {
        return counted(() -> counts.total().requests());
    }

    /** Returns the number of requests of a scope so far, such as a model. */
    public long requests(String scope) {
        return counted(() -> counts.of(scope).requests());
    }

    /** Returns the number of requests that were rejected because of a limit. */
    public long rejected() {
        return counted(() -> counts.total().rejected());
    }

    /** Returns the number of requests of a scope that were rejected because of a limit. */
    public long rejected(String scope) {
        return counted(() -> counts.of(scope).rejected());
    }

    /** Returns the number of requests that failed because that was ordered, or because the path does not exist. */
    public long failed() {
        return counted(() -> counts.total().failed());
    }

    /** Returns the number of requests that were served: neither rejected nor failed. */
    public long served() {
        return counted(() -> counts.total().served());
    }

    /**
     * Returns what remains of a unit, where only one limit of it has been used.
     *
     * @throws IllegalArgumentException if none or several have been; the message names them
     */
    public long remaining(String unit) {
        return counted(() -> quotas.only(null, null, unit, clock.instant())).remaining();
    }

    /** Returns what remains of a unit in a scope; see {@link #window(String, String)}. */
    public long remaining(String scope, String unit) {
        return window(scope, unit).remaining();
    }

    /**
     * Returns a scope's window, where only one key has used it; one that no request has used is full.
     *
     * @throws IllegalArgumentException if the scope has no such limit, or if several keys have used it
     */
    public FakeWindow window(String scope, String unit) {
        return counted(() -> quotas.only(null, scope, unit, clock.instant()));
    }

    /**
     * Returns a scope's window of one key; one that no request has used is full.
     *
     * @param key the credential as the client sends it, without its scheme, such as {@code Bearer}
     * @throws IllegalArgumentException if the scope has no such limit
     */
    public FakeWindow window(String key, String scope, String unit) {
        return counted(() -> quotas.only(key, scope, unit, clock.instant()));
    }

    /** Returns every window that a request has used, in the order of first use. */
    public List<FakeWindow> windows() {
        return counted(() -> quotas.windows(clock.instant()));
    }

    private <T> T counted(Supplier<T> reading) {
        lock.lock();
        try {
            return reading.get();
        } finally {
            lock.unlock();
        }
    }

    private FakeResponse respond(FakeRequest request) {
        FakeOutcome outcome = outcome(request);
        Duration delay = latency.get();
        return switch (outcome.kind()) {
            case RESET, TIMEOUT -> {
                count(request, Counts::failed);
                yield FakeResponse.without(outcome.kind());
            }
            case STATUS -> FakeResponse.of(dated(failure(request, outcome.status())), delay);
            case OVERLOADED -> FakeResponse.of(dated(failure(request, dialect.overloadedStatus())), delay);
            case SECONDARY_LIMIT -> FakeResponse.of(dated(secondaryLimit(request, outcome.retryAfter())), delay);
            case REGULAR, REDIRECT -> FakeResponse.of(dated(reply(request, outcome)), delay);
        };
    }

    private FakeOutcome outcome(FakeRequest request) {
        lock.lock();
        try {
            FakeOutcome next = ordered.poll();
            if (next != null) {
                return next;
            }
        } finally {
            lock.unlock();
        }
        return script.apply(request);
    }

    private Reply reply(FakeRequest request, FakeOutcome outcome) {
        Ruling ruling = rule(request);
        Ruling.Excess excess = ruling.excess();
        Reply reply = excess == null ? admitted(ruling, outcome) : dialect.rejection(excess, rejectionStatus);
        dialect.show(ruling, reply);
        return reply;
    }

    private Ruling rule(FakeRequest request) {
        lock.lock();
        try {
            Ruling ruling = quotas.rule(request, false, clock.instant(), skew);
            if (ruling.excess() != null) {
                counts.rejected(ruling);
            } else {
                counts.served(ruling);
            }
            return ruling;
        } finally {
            lock.unlock();
        }
    }

    private Reply admitted(Ruling ruling, FakeOutcome outcome) {
        if (outcome.kind() == FakeOutcome.Kind.REDIRECT) {
            return new Reply(outcome.status(), "").with("Location", outcome.target().toString());
        }
        if (content == null) {
            return new Reply(200, dialect.content(ruling));
        }
        Optional<String> body = content.apply(ruling.request());
        if (body.isEmpty()) {
            counted(counts::servedIsFailed);
            return dialect.error(404);
        }
        return new Reply(200, body.get());
    }

    private Reply failure(FakeRequest request, int status) {
        count(request, Counts::failed);
        return dialect.error(status);
    }

    private Reply secondaryLimit(FakeRequest request, Duration retryAfter) {
        Ruling ruling = count(request, Counts::rejected);
        Reply reply = dialect.secondaryLimit(retryAfter);
        dialect.show(ruling, reply);
        return reply;
    }

    /** Counts a request that takes nothing. */
    private Ruling count(FakeRequest request, Counts.Count count) {
        lock.lock();
        try {
            Ruling ruling = quotas.rule(request, true, clock.instant(), skew);
            count.add(counts, ruling);
            return ruling;
        } finally {
            lock.unlock();
        }
    }

    private Reply dated(Reply reply) {
        return reply.with("Date", HttpDate.format(clock.instant().plus(skew)));
    }

    /** Stops the provider: its port is free, every connection is closed and its threads end. A second call does nothing. */
    @Override
    public void close() {
        server.close();
    }

    /** Shows the provider, its address and its counts. */
    @Override
    public String toString() {
        return "FakeApi[" + dialect.name() + " at " + uri() + ", " + counted(() -> counts.total().toString()) + "]";
    }
}
