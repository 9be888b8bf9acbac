package app.quotawatch.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

import app.quotawatch.DeliveryFailure;

/**
 * Remembers how deliveries went, and says it without noise: the first failure of a kind as a warning, the following ones at
 * FINE, one line when delivery works again.
 */
final class DeliveryLog {

    private static final Logger LOGGER = Logger.getLogger("app.quotawatch");

    private final Clock clock;
    private final IngestClient client;
    private int failures;
    private Answer.Verdict warnedOf;
    private boolean warnedOfRejection;
    private boolean warnedOfError;
    private volatile Instant lastSuccess;
    private volatile DeliveryFailure lastFailure;

    DeliveryLog(Clock clock, IngestClient client) {
        this.clock = clock;
        this.client = client;
    }

    void succeeded() {
        lastSuccess = clock.instant();
        if (warnedOf != null) {
            LOGGER.log(Level.INFO, "QuotaWatch delivers events again, failed attempts before: {0}",
                    failures);
        }
        failures = 0;
        warnedOf = null;
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
        boolean known = answer.verdict() == warnedOf;
        warnedOf = answer.verdict();
        if (known) {
            LOGGER.log(Level.FINE, "QuotaWatch could not deliver events, attempt {0}: {1}",
                    new Object[]{failures, answer.message()});
        } else {
            LOGGER.log(answer.status().orElse(0) == 401 ? Level.SEVERE : Level.WARNING,
                    "QuotaWatch cannot deliver events to {0}: {1}{2}. {3}", new Object[]{client, answer.message(),
                            answer.code().map(code -> " (" + code + ")").orElse(""), consequence(answer)});
        }
        return remember(answer);
    }

    /** An error of our own kept events from being sent. */
    DeliveryFailure unexpected(Throwable error) {
        LOGGER.log(warnedOfError ? Level.FINE : Level.WARNING,
                "QuotaWatch could not deliver events because of an unexpected error; it will try again", error);
        warnedOfError = true;
        return remember(Answer.noAnswer("unexpected " + error.getClass().getSimpleName()));
    }

    private DeliveryFailure remember(Answer answer) {
        DeliveryFailure failure = new DeliveryFailure(clock.instant(), answer.message(), answer.status(),
                answer.code());
        lastFailure = failure;
        return failure;
    }

    private static String consequence(Answer answer) {
        return switch (answer.verdict()) {
            case REFUSED -> answer.status().orElse(0) == 401
                    ? "Check quotawatch.api-key. The newest events are kept, and one batch is tried every 5 minutes"
                    : "The plan's limit is reached. The newest events are kept, and one batch is tried every 5 minutes";
            default -> "The newest events are kept and tried again; further failures are logged at FINE";
        };
    }

    Optional<Instant> lastSuccess() {
        return Optional.ofNullable(lastSuccess);
    }

    Optional<DeliveryFailure> lastFailure() {
        return Optional.ofNullable(lastFailure);
    }
}
