package app.quotawatch.fake;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/** A bucket that is refilled steadily, or one that leaks steadily: the amount per period. Not thread-safe. */
final class RefillingLimit extends LimitState {

    /*
     * When the bucket is full again is its whole state: what is missing now follows from it. The time that a cost adds is rounded
     * down and what is missing is rounded up, so that a unit is back when all of its time has passed, and not a nanosecond later.
     */

    private final BigInteger amount;
    private final BigInteger periodNanos;
    private Instant fullAt = Instant.MIN;

    RefillingLimit(Limit limit) {
        super(limit);
        amount = BigInteger.valueOf(limit.amount());
        periodNanos = BigInteger.valueOf(limit.period().toNanos());
    }

    @Override
    long remaining(Instant now) {
        BigInteger[] missing = BigInteger.valueOf(untilFull(now).toNanos()).multiply(amount)
                .divideAndRemainder(periodNanos);
        return limit.amount() - missing[0].longValueExact() - missing[1].signum();
    }

    @Override
    Instant resetAt(Instant now) {
        return now.plus(untilFull(now));
    }

    @Override
    Instant admittedAt(long cost, Instant now) {
        Instant admitted = now.plus(untilFull(now)).minus(timeOf(limit.amount() - cost));
        return admitted.isBefore(now) ? now : admitted;
    }

    @Override
    void take(long cost, Instant now) {
        fullAt = now.plus(untilFull(now)).plus(timeOf(cost));
    }

    private Duration untilFull(Instant now) {
        return fullAt.isBefore(now) ? Duration.ZERO : Duration.between(now, fullAt);
    }

    private Duration timeOf(long units) {
        return Duration.ofNanos(BigInteger.valueOf(units).multiply(periodNanos).divide(amount).longValueExact());
    }
}
