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
import java.util.logging.Level;
import java.util.logging.Logger;

import app.quotawatch.DeliveryFailure;
import app.quotawatch.event.DeliveryRefused;

/**
 * Remembers how deliveries went, and says it without noise: the first failure of a kind as a warning, the following ones at
 * FINE, one line when delivery works again; and of an ingest that comes and goes, no more than that in a minute. Told by one
 * thread at a time, the one that delivers; any thread may ask.
 */
final class DeliveryLog {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final Clock clock;
    private final IngestClient client;
    private final Consumer<? super DeliveryRefused> listener;
    private final Set<Trouble> said = EnumSet.noneOf(Trouble.class);
    private final Map<Trouble, Instant> saidLast = new EnumMap<>(Trouble.class);
    private DeliveryRefused refused;
    private int failures;
    private boolean warnedOfRejection;
    private volatile boolean warnedOfError;
    private volatile Instant lastSuccess;
    private volatile DeliveryFailure lastFailure;

    DeliveryLog(Clock clock, IngestClient client, Consumer<? super DeliveryRefused> listener) {
        this.clock = clock;
        this.client = client;
        this.listener = listener;
    }

    void succeeded() {
        lastSuccess = clock.instant();
        if (!said.isEmpty()) {
            LOGGER.log(Level.INFO, "QuotaWatch delivers events again, failed attempts before: {0}",
                    failures);
            said.clear();
        }
        failures = 0;
        refused = null;
    }

    /** An event that the ingest refused by itself was dropped; the ingest as such works. */
    DeliveryFailure rejected(Answer answer) {
        LOGGER.log(warnedOfRejection ? Level.FINE : Level.WARNING,
                "QuotaWatch dropped an event that the ingest rejected: {0}. Further ones are logged at FINE",
                answer.message());
        warnedOfRejection = true;
        return remember(answer);
    }

    DeliveryFailure failed(Answer answer) {
        failures++;
        Trouble trouble = Trouble.of(answer);
        DeliveryFailure failure = remember(answer);
        if (isNews(trouble, failure.at())) {
            said.add(trouble);
            saidLast.put(trouble, failure.at());
            LOGGER.log(trouble.level, "QuotaWatch cannot deliver events to {0}: {1}{2}. {3}", new Object[]{client,
                    answer.message(), answer.code().map(code -> " (" + code + ")").orElse(""), trouble.consequence});
        } else {
            LOGGER.log(Level.FINE, "QuotaWatch could not deliver events, attempt {0}: {1}",
                    new Object[]{failures, answer.message()});
        }
        if (trouble != Trouble.AWAY) {
            tellIfNew(DeliveryRefused.of(failure.at(), answer.status().orElseThrow(), answer.code(),
                    answer.message()));
        }
        return failure;
    }

    private boolean isNews(Trouble trouble, Instant now) {
        Instant last = saidLast.get(trouble);
        return !said.contains(trouble)
                && (last == null || Duration.between(last, now).abs().compareTo(BETWEEN_WARNINGS) >= 0);
    }

    private void tellIfNew(DeliveryRefused now) {
        if (refused == null || refused.status() != now.status() || !refused.code().equals(now.code())) {
            refused = now;
            listener.accept(now);
        }
    }

    /** An error of our own kept events from being sent. */
    DeliveryFailure unexpected(Throwable error) {
        LOGGER.log(warnedOfError ? Level.FINE : Level.WARNING,
                "QuotaWatch could not deliver events because of an unexpected error; it will try again", error);
        warnedOfError = true;
        return remember(Answer.noAnswer("unexpected " + error.getClass().getSimpleName()));
    }

    private DeliveryFailure remember(Answer answer) {
        DeliveryFailure failure = DeliveryFailure.of(clock.instant(), answer.message(), answer.status(),
                answer.code());
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
