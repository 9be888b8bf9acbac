package app.quotawatch.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import app.quotawatch.event.QuotaEvent;
import app.quotawatch.event.RateLimitHit;
import app.quotawatch.time.Moment;

/** Folds the rejections of an API into at most one event per second, without losing any. Not thread-safe. */
final class HitFolder {

    private static final long SECOND_NANOS = 1_000_000_000;

    private final String api;
    private boolean fired;
    private long firedNanos;
    private long folded;
    private String endpoint = "";
    private @Nullable String partition;
    private @Nullable Instant retryAfter;

    HitFolder(String api) {
        this.api = api;
    }

    /**
     * @param ofCall the partition of the call, or null
     * @param wanted when the API accepts calls again, or null
     */
    void hit(String path, @Nullable String ofCall, @Nullable Instant wanted) {
        partition = folded == 0 || Objects.equals(partition, ofCall) ? ofCall : null;
        folded++;
        endpoint = path;
        retryAfter = retryAfter == null || wanted != null && wanted.isAfter(retryAfter) ? wanted : retryAfter;
    }

    /** Adds the event of the folded rejections if it is due. */
    void fire(Moment now, boolean atOnce, List<QuotaEvent> events) {
        if (folded > 0 && (atOnce || !fired || now.nanosSince(firedNanos) >= SECOND_NANOS)) {
            events.add(RateLimitHit.of(api, endpoint, Optional.ofNullable(retryAfter), folded)
                    .withPartition(partition));
            fired = true;
            firedNanos = now.nanos();
            folded = 0;
            retryAfter = null;
        }
    }
}
