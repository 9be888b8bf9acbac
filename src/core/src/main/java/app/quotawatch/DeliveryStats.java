package app.quotawatch;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import jakarta.json.bind.annotation.JsonbTypeAdapter;

import app.quotawatch.json.JsonResult;
import app.quotawatch.json.JsonbResultAdapter;
import app.quotawatch.json.ResultMap;

/**
 * The outcome of every event recorded since start: one consistent reading, in which
 * {@code recorded = delivered + droppedInTotal + buffered + inFlight + keptLocal}. Immutable.
 */
@JsonbTypeAdapter(JsonbResultAdapter.class)
public final class DeliveryStats implements JsonResult {

    private final Values values;

    private DeliveryStats(Values values) {
        this.values = values;
    }

    /** Starts a reading in which nothing has happened; for tests and integrators. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns how many events were recorded, observed or by hand. */
    public long recorded() {
        return values.recorded;
    }

    /** Returns how many events the ingest accepted. */
    public long delivered() {
        return values.delivered;
    }

    /** Returns how many events will never be delivered, by reason; every reason is present. Immutable. */
    public Map<DropReason, Long> dropped() {
        return values.dropped;
    }

    /** Returns how many events were dropped for this reason. */
    public long dropped(DropReason reason) {
        return values.dropped.getOrDefault(reason, 0L);
    }

    /** Returns how many events were dropped for any reason. */
    public long droppedInTotal() {
        return values.dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns how many events wait for the next flush. */
    public int buffered() {
        return values.buffered;
    }

    /** Returns how many events belong to batches that are being sent or wait to be retried. */
    public int inFlight() {
        return values.inFlight;
    }

    /** Returns how many events are not meant for the ingest, because no API key is configured. */
    public long keptLocal() {
        return values.keptLocal;
    }

    /** Returns when the ingest last accepted events. */
    public Optional<Instant> lastSuccess() {
        return values.lastSuccess;
    }

    /** Returns the last attempt that failed, also if a later one succeeded. */
    public Optional<DeliveryFailure> lastFailure() {
        return values.lastFailure;
    }

    /**
     * Returns how many calls received no response; they produce no events, unless {@code quotawatch.failures} is {@code send}.
     */
    public long failedCalls() {
        return values.failedCalls;
    }

    /** Returns how many exceptions of its own code QuotaWatch kept from the application; 0 unless there is a bug. */
    public long internalErrors() {
        return values.internalErrors;
    }

    /**
     * Returns how many notifications never reached their listener: it was too slow, or it had not finished when the application
     * stopped. Events that are delivered to the ingest are not affected.
     */
    public long discardedNotifications() {
        return values.discardedNotifications;
    }

    /** Starts a reading with these figures. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.recorded = values.recorded;
        builder.delivered = values.delivered;
        builder.dropped.putAll(values.dropped);
        builder.buffered = values.buffered;
        builder.inFlight = values.inFlight;
        builder.keptLocal = values.keptLocal;
        builder.lastSuccess = values.lastSuccess;
        builder.lastFailure = values.lastFailure;
        builder.failedCalls = values.failedCalls;
        builder.internalErrors = values.internalErrors;
        builder.discardedNotifications = values.discardedNotifications;
        return builder;
    }

    @Override
    public Map<String, Object> toMap() {
        return new ResultMap()
                .number("recorded", values.recorded)
                .number("delivered", values.delivered)
                .map("dropped", values.dropped)
                .number("droppedInTotal", droppedInTotal())
                .number("buffered", values.buffered)
                .number("inFlight", values.inFlight)
                .number("keptLocal", values.keptLocal)
                .text("lastSuccess", values.lastSuccess)
                .result("lastFailure", values.lastFailure)
                .number("failedCalls", values.failedCalls)
                .number("internalErrors", values.internalErrors)
                .number("discardedNotifications", values.discardedNotifications)
                .toMap();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeliveryStats same && values.equals(same.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "DeliveryStats" + values.toString().substring(Values.class.getSimpleName().length());
    }

    private record Values(long recorded, long delivered, Map<DropReason, Long> dropped, int buffered, int inFlight,
            long keptLocal, Optional<Instant> lastSuccess, Optional<DeliveryFailure> lastFailure, long failedCalls,
            long internalErrors, long discardedNotifications) {}

    /** Collects the figures of a {@link DeliveryStats}. Not thread-safe. */
    public static final class Builder {

        private long recorded;
        private long delivered;
        private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);
        private int buffered;
        private int inFlight;
        private long keptLocal;
        private Optional<Instant> lastSuccess = Optional.empty();
        private Optional<DeliveryFailure> lastFailure = Optional.empty();
        private long failedCalls;
        private long internalErrors;
        private long discardedNotifications;

        private Builder() {
            for (DropReason reason : DropReason.values()) {
                dropped.put(reason, 0L);
            }
        }

        /** Sets how many events were recorded. */
        public Builder recorded(long recorded) {
            this.recorded = recorded;
            return this;
        }

        /** Sets how many events the ingest accepted. */
        public Builder delivered(long delivered) {
            this.delivered = delivered;
            return this;
        }

        /** Sets how many events were dropped for this reason. */
        public Builder dropped(DropReason reason, long events) {
            dropped.put(Objects.requireNonNull(reason, "reason"), events);
            return this;
        }

        /** Sets how many events wait for the next flush. */
        public Builder buffered(int buffered) {
            this.buffered = buffered;
            return this;
        }

        /** Sets how many events are being sent or wait to be retried. */
        public Builder inFlight(int inFlight) {
            this.inFlight = inFlight;
            return this;
        }

        /** Sets how many events are not meant for the ingest. */
        public Builder keptLocal(long keptLocal) {
            this.keptLocal = keptLocal;
            return this;
        }

        /** Sets when the ingest last accepted events. */
        public Builder lastSuccess(Optional<Instant> lastSuccess) {
            this.lastSuccess = Objects.requireNonNull(lastSuccess, "lastSuccess");
            return this;
        }

        /** Sets the last attempt that failed. */
        public Builder lastFailure(Optional<DeliveryFailure> lastFailure) {
            this.lastFailure = Objects.requireNonNull(lastFailure, "lastFailure");
            return this;
        }

        /** Sets how many calls received no response. */
        public Builder failedCalls(long failedCalls) {
            this.failedCalls = failedCalls;
            return this;
        }

        /** Sets how many exceptions of QuotaWatch's own code were kept from the application. */
        public Builder internalErrors(long internalErrors) {
            this.internalErrors = internalErrors;
            return this;
        }

        /** Sets how many notifications never reached their listener. */
        public Builder discardedNotifications(long discardedNotifications) {
            this.discardedNotifications = discardedNotifications;
            return this;
        }

        /** Returns the reading. */
        public DeliveryStats build() {
            return new DeliveryStats(
                    new Values(recorded, delivered, Collections.unmodifiableMap(new EnumMap<>(dropped)),
                            buffered, inFlight, keptLocal,
                            lastSuccess, lastFailure, failedCalls, internalErrors, discardedNotifications));
        }
    }
}
