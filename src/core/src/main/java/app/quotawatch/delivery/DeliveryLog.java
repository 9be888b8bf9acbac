package app.quotawatch.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Level;

import org.jspecify.annotations.Nullable;

import app.quotawatch.DeliveryFailure;
import app.quotawatch.event.DeliveryRefused;
import app.quotawatch.log.Log;
import app.quotawatch.log.MinuteLog;

/**
 * Remembers the outcome of deliveries and logs it without noise: the first failure of a category as a warning, the following ones
 * at FINE, one line when deliveries succeed again, and for an unstable ingest no more than that per minute. Updated by one thread
 * at a time, the one that delivers; any thread may query.
 */
final class DeliveryLog {

    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final Clock clock;
    private final IngestClient client;
    private final Consumer<? super DeliveryRefused> listener;
    private final Set<FailureCategory> reported = EnumSet.noneOf(FailureCategory.class);
    private final Map<FailureCategory, Instant> lastReported = new EnumMap<>(FailureCategory.class);
    private @Nullable DeliveryRefused ongoing;
    private int failures;
    private final MinuteLog rejections;
    private final MinuteLog drops;
    private final MinuteLog errors;
    private volatile @Nullable Instant lastSuccess;
    private volatile @Nullable DeliveryFailure lastFailure;

    DeliveryLog(Clock clock, LongSupplier nanoTime, IngestClient client, Consumer<? super DeliveryRefused> listener) {
        this.clock = clock;
        this.client = client;
        this.listener = listener;
        this.rejections = new MinuteLog(Level.WARNING, nanoTime);
        this.drops = new MinuteLog(Level.WARNING, nanoTime);
        this.errors = new MinuteLog(Level.WARNING, nanoTime);
    }

    void succeeded() {
        lastSuccess = clock.instant();
        if (!reported.isEmpty()) {
            Log.log(Level.INFO, "QuotaWatch delivers events again after {0} failed attempts", failures);
            reported.clear();
        }
        failures = 0;
        ongoing = null;
    }

    /** The ingest rejected this one event, which was dropped; the ingest itself works. */
    DeliveryFailure rejected(AttemptResult result) {
        rejections.log(null, "QuotaWatch dropped an event that the ingest rejected: {0}. Further rejections are logged "
                + "at FINE for a minute", result.message());
        return remember(result);
    }

    /** An event was dropped because it is larger than a request may be. */
    DeliveryFailure tooLarge(String size, int mostBytes) {
        return dropped("an event of " + size + ", more than the " + mostBytes + " that a request may have", null);
    }

    /** An event was dropped because it could not be written. */
    DeliveryFailure unwritable(RuntimeException error) {
        return dropped("an event that cannot be written: " + error.getClass().getSimpleName(), error);
    }

    private DeliveryFailure dropped(String what, @Nullable RuntimeException error) {
        drops.log(error, "QuotaWatch dropped {0}. Further ones are logged at FINE for a minute", what);
        return remember(AttemptResult.noResponse("dropped " + what));
    }

    DeliveryFailure failed(AttemptResult result) {
        failures++;
        FailureCategory category = FailureCategory.of(result);
        DeliveryFailure failure = remember(result);
        if (isNews(category, failure.at())) {
            reported.add(category);
            lastReported.put(category, failure.at());
            Log.log(category.level, "QuotaWatch cannot deliver events to {0}: {1}{2}. {3}", client,
                    result.message(), result.code().map(code -> " (" + code + ")").orElse(""), category.consequence);
        } else {
            Log.log(Level.FINE, "QuotaWatch failed to deliver events, attempt {0}: {1}", failures,
                    result.message());
        }
        if (category != FailureCategory.UNAVAILABLE) {
            notifyIfNew(DeliveryRefused.of(failure.at(), result.status().orElseThrow(), result.code(),
                    result.message()));
        }
        return failure;
    }

    private boolean isNews(FailureCategory category, Instant now) {
        Instant last = lastReported.get(category);
        return !reported.contains(category)
                && (last == null || Duration.between(last, now).abs().compareTo(BETWEEN_WARNINGS) >= 0);
    }

    private void notifyIfNew(DeliveryRefused now) {
        if (ongoing == null || ongoing.status() != now.status() || !ongoing.code().equals(now.code())) {
            ongoing = now;
            listener.accept(now);
        }
    }

    /** An error in QuotaWatch itself prevented the delivery. */
    DeliveryFailure unexpected(Throwable error) {
        errors.log(error, "QuotaWatch failed to deliver events because of an unexpected error and will retry");
        return remember(AttemptResult.noResponse("unexpected " + error.getClass().getSimpleName()));
    }

    private DeliveryFailure remember(AttemptResult result) {
        DeliveryFailure failure = DeliveryFailure.of(clock.instant(), result.message(), result.status(),
                result.code());
        lastFailure = failure;
        return failure;
    }

    Optional<Instant> lastSuccess() {
        return Optional.ofNullable(lastSuccess);
    }

    Optional<DeliveryFailure> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }
}
