package app.quotawatch;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What became of the events recorded since start: one consistent reading, in which
 * {@code recorded = delivered + droppedInTotal + buffered + inFlight + keptLocal}.
 *
 * @param recorded events recorded, observed or by hand
 * @param delivered events that the ingest accepted
 * @param dropped events that will never be delivered, by reason; every reason is present
 * @param buffered events that wait for the next flush
 * @param inFlight events of batches that are being sent or wait to be sent again
 * @param keptLocal events that are not meant for the ingest, because no API key is configured
 * @param lastSuccess when the ingest last accepted events
 * @param lastFailure the last attempt that failed, also if a later one succeeded
 * @param failedCalls calls that got no answer; they are no events, unless {@code quotawatch.failures} is {@code send}
 * @param internalErrors exceptions of QuotaWatch's own code that it kept from the application; 0 unless there is a bug
 */
public record DeliveryStats(long recorded, long delivered, Map<DropReason, Long> dropped, int buffered, int inFlight,
        long keptLocal, Optional<Instant> lastSuccess, Optional<DeliveryFailure> lastFailure, long failedCalls,
        long internalErrors) {

    /** Copies the map and fills in the reasons that it lacks. */
    public DeliveryStats {
        Map<DropReason, Long> all = new EnumMap<>(DropReason.class);
        for (DropReason reason : DropReason.values()) {
            all.put(reason, dropped.getOrDefault(reason, 0L));
        }
        dropped = Map.copyOf(all);
    }

    /** Returns the events dropped for this reason. */
    public long dropped(DropReason reason) {
        return dropped.get(reason);
    }

    /** Returns the events dropped for any reason. */
    public long droppedInTotal() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
}
