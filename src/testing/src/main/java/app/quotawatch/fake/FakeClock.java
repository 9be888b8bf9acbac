package app.quotawatch.fake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A provider's clock. It stands still until it is turned, so that a test decides what refills and what is reset; one that
 * {@linkplain #running runs} follows the system's clock. A test may pass it to the application, too. Thread-safe.
 */
public final class FakeClock extends Clock {

    private final InstantSource base;
    private final ZoneId zone;
    private final AtomicReference<Duration> turned;

    private FakeClock(InstantSource base, ZoneId zone, AtomicReference<Duration> turned) {
        this.base = base;
        this.zone = zone;
        this.turned = turned;
    }

    /** Returns a clock that stands still at the current time. */
    public static FakeClock stopped() {
        return stoppedAt(Instant.now());
    }

    /**
     * Returns a clock that stands still.
     *
     * @throws NullPointerException if {@code instant} is null
     */
    public static FakeClock stoppedAt(Instant instant) {
        Objects.requireNonNull(instant, "instant");
        return new FakeClock(Clock.fixed(instant, ZoneOffset.UTC), ZoneOffset.UTC,
                new AtomicReference<>(Duration.ZERO));
    }

    /** Returns a clock that runs with the system's. */
    public static FakeClock running() {
        return new FakeClock(InstantSource.system(), ZoneOffset.UTC, new AtomicReference<>(Duration.ZERO));
    }

    /**
     * Turns the clock forward.
     *
     * @throws IllegalArgumentException if the duration is negative: what has been used cannot be undone
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("a provider's clock only goes forward, not by " + duration);
        }
        turned.accumulateAndGet(duration, Duration::plus);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(turned.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** Returns this clock in another zone; turning one turns the other. */
    @Override
    public Clock withZone(ZoneId zone) {
        return new FakeClock(base, zone, turned);
    }

    @Override
    public String toString() {
        return "FakeClock[" + instant() + "]";
    }
}
