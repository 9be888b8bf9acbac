package app.quotawatch.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.FleetStats;
import app.quotawatch.event.CallFailed;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.Fleet;
import app.quotawatch.quota.QuotaWindow;

/** Defines every meter: its name, description, unit, tags and source. Bindings add nothing to it. */
final class MeterCatalog {

    /*
     * Names, units and the tags of calls follow OpenTelemetry's semantic conventions for HTTP clients. Micrometer is told of
     * seconds only: Prometheus appends a unit to the meter's name, and its names are to be the same from both backends.
     *
     * The number of series is bounded: APIs are configured, an API has a bounded number of windows, methods are those that HTTP
     * defines, and a status has three digits.
     *
     * Everything here is in use while an application starts, so there are no lambdas.
     */

    private static final String SECONDS = "s";
    private static final String EVENTS = "{event}";
    private static final double NANOS = 1e9;

    /** A meter that calls contribute to. */
    record CallMeter(String name, String description, String unit) {}

    /** A timer, or a histogram of seconds. */
    static final CallMeter CALLS = new CallMeter("quotawatch.calls", "Calls to third-party APIs of a known duration",
            SECONDS);

    /** A counter. */
    static final CallMeter FAILED_CALLS = new CallMeter("quotawatch.calls.failed",
            "Calls to third-party APIs that received no response", "{call}");

    /** A counter. */
    static final CallMeter RATE_LIMITED = new CallMeter("quotawatch.rate_limited",
            "Calls that a third-party API rejected because of its rate limit", "{call}");

    /** The upper bounds of the buckets of {@link #CALLS} in seconds: those of the semantic conventions for HTTP. */
    static final List<Double> BUCKETS = List.of(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0,
            7.5, 10.0);

    /** A gauge with one value per quota window; windows whose value is unknown have none. */
    enum WindowGauge {

        LIMIT("quotawatch.quota.limit", "Limit of a quota window", ""),
        USED("quotawatch.quota.used", "Used part of a quota window", ""),
        REMAINING("quotawatch.quota.remaining", "Remaining part of a quota window", ""),
        USED_RATIO("quotawatch.quota.used_ratio", "Used part of a quota window, as a fraction of its limit", "1"),
        RESET("quotawatch.quota.reset", "Time until the reset of a quota window", SECONDS),
        EXHAUSTION("quotawatch.quota.exhaustion",
                "Time until a quota window runs out at the current rate, if that is before its reset", SECONDS);

        private final String meterName;
        private final String description;
        private final String unit;

        WindowGauge(String meterName, String description, String unit) {
            this.meterName = meterName;
            this.description = description;
            this.unit = unit;
        }

        String meterName() {
            return meterName;
        }

        String description() {
            return description;
        }

        /** Returns the unit; empty for those that count in the unit of their window. */
        String unit() {
            return unit;
        }

        boolean isInSeconds() {
            return unit.equals(SECONDS);
        }

        /** Returns the value at an instant; empty means unknown, or that there is none. */
        OptionalDouble of(QuotaWindow window, Instant now) {
            return switch (this) {
                case LIMIT -> number(window.limit());
                case USED -> number(window.used());
                case REMAINING -> number(window.remaining());
                case USED_RATIO -> ratio(window.percentUsed());
                case RESET -> future(window.resetAt(), now);
                case EXHAUSTION -> window.isExhausted() && window.projectedExhaustion().isPresent()
                        ? OptionalDouble.of(0)
                        : future(window.projectedExhaustion(), now);
            };
        }

        private static OptionalDouble number(OptionalLong value) {
            return value.isPresent() ? OptionalDouble.of(value.getAsLong()) : OptionalDouble.empty();
        }

        private static OptionalDouble ratio(OptionalDouble percent) {
            return percent.isPresent() ? OptionalDouble.of(percent.getAsDouble() / 100) : percent;
        }

        /* What has passed since the reading is over, not negative. */
        private static OptionalDouble future(Optional<Instant> instant, Instant now) {
            return instant.isPresent() && instant.get().isAfter(now)
                    ? OptionalDouble.of(Duration.between(now, instant.get()).toNanos() / NANOS)
                    : OptionalDouble.empty();
        }
    }

    /** A meter that is read from the delivery statistics; it only grows, or else is a gauge. */
    record EventMeter(String name, String description, String unit, boolean onlyGrows, List<Reading> readings) {}

    /** One value of such a meter. */
    record Reading(MeterTags tags, Statistic statistic, @Nullable DropReason reason) {

        long of(DeliveryStats stats) {
            return switch (statistic) {
                case RECORDED -> stats.recorded();
                case DELIVERED -> stats.delivered();
                case DROPPED -> reason == null ? stats.droppedInTotal() : stats.dropped(reason);
                case BUFFERED -> stats.buffered();
                case DISCARDED -> stats.discardedNotifications();
            };
        }
    }

    /** What is read from the delivery statistics. */
    enum Statistic {
        RECORDED, DELIVERED, DROPPED, BUFFERED, DISCARDED
    }

    static final List<EventMeter> EVENT_METERS = List.of(
            new EventMeter("quotawatch.events.recorded", "Events recorded", EVENTS, true, one(Statistic.RECORDED)),
            new EventMeter("quotawatch.events.delivered", "Events that the ingest accepted", EVENTS, true,
                    one(Statistic.DELIVERED)),
            new EventMeter("quotawatch.events.dropped", "Events that will never be delivered", EVENTS, true, dropped()),
            new EventMeter("quotawatch.events.buffered", "Events that wait for their delivery", EVENTS, false,
                    one(Statistic.BUFFERED)),
            new EventMeter("quotawatch.notifications.discarded", "Notifications that never reached their listener",
                    "{notification}", true, one(Statistic.DISCARDED)));

    /** A counter with one value per {@link FleetStats.Outcome}, where there is a fleet. */
    static final CallMeter FLEET_EXCHANGES = new CallMeter("quotawatch.fleet.exchanges",
            "Exchanges with the store of the fleet", "{exchange}");

    /** A gauge of the fleet, from the first exchange on. */
    enum FleetGauge {

        REPLICAS("quotawatch.fleet.replicas", "Replicas that share their quotas", "{replica}"),
        AGE("quotawatch.fleet.age", "Time since the last exchange with the store of the fleet", SECONDS);

        private final String meterName;
        private final String description;
        private final String unit;

        FleetGauge(String meterName, String description, String unit) {
            this.meterName = meterName;
            this.description = description;
            this.unit = unit;
        }

        String meterName() {
            return meterName;
        }

        String description() {
            return description;
        }

        String unit() {
            return unit;
        }

        boolean isInSeconds() {
            return unit.equals(SECONDS);
        }

        /** Returns the value at an instant; a clock that was set back makes no age negative. */
        double of(Fleet fleet, Instant now) {
            return this == REPLICAS
                    ? fleet.replicas()
                    : Math.max(0, Duration.between(fleet.syncedAt(), now).toNanos() / NANOS);
        }
    }

    /** One window, as its gauges show it. */
    record ShownWindow(MeterTags tags, QuotaWindow window) {}

    private static final String API = "api";
    private static final String WINDOW = "window";
    private static final String UNIT = "unit";
    private static final String SOURCE = "source";
    private static final String PARTITION = "partition";
    private static final String REASON = "reason";
    private static final String OUTCOME = "outcome";
    private static final String FLEET = "fleet";
    private static final String CALLED_API = "quotawatch.api";
    private static final String METHOD = "http.request.method";
    private static final String ERROR = "error.type";
    private static final String ADDRESS = "server.address";

    /** The tag whose value is a number. */
    static final String STATUS = "http.response.status_code";

    private static final String NONE = "none";
    private static final String UNKNOWN = "unknown";
    private static final String OTHER_METHOD = "_OTHER";

    /* An API may have more: ten limits can be configured, and 32 windows reported. */
    private static final int MAX_WINDOWS = 32;

    private MeterCatalog() {}

    private static List<Reading> one(Statistic statistic) {
        return List.of(new Reading(MeterTags.none(), statistic, null));
    }

    private static List<Reading> dropped() {
        List<Reading> readings = new ArrayList<>();
        for (DropReason reason : DropReason.values()) {
            readings.add(new Reading(MeterTags.of(REASON, lowerCase(reason)), Statistic.DROPPED, reason));
        }
        return List.copyOf(readings);
    }

    /** Returns the windows of an API that are shown, at most 32: the configured ones, then those that were first reported first. */
    static List<ShownWindow> windows(ApiQuota quota) {
        List<QuotaWindow> windows = quota.windows();
        List<ShownWindow> shown = new ArrayList<>(Math.min(windows.size(), MAX_WINDOWS));
        for (int i = 0; i < windows.size() && i < MAX_WINDOWS; i++) {
            shown.add(new ShownWindow(tags(quota, windows.get(i)), windows.get(i)));
        }
        return shown;
    }

    private static MeterTags tags(ApiQuota quota, QuotaWindow window) {
        return MeterTags.of(API, quota.api(), WINDOW, name(quota, window), UNIT, window.unit(), SOURCE,
                source(window), PARTITION, window.partition().orElse(NONE));
    }

    private static String source(QuotaWindow window) {
        return window.source() == QuotaWindow.Source.COUNTED_BY_FLEET ? FLEET : lowerCase(window.source());
    }

    /** Returns the tags of {@link #FLEET_EXCHANGES}. */
    static MeterTags tags(FleetStats.Outcome outcome) {
        return MeterTags.of(OUTCOME, lowerCase(outcome));
    }

    /* Windows of one name and partition differ in their limits: while there are several, that is part of their names. */
    private static String name(ApiQuota quota, QuotaWindow window) {
        for (QuotaWindow other : quota.windows()) {
            if (other != window && other.name().equals(window.name()) && other.unit().equals(window.unit())
                    && other.source() == window.source() && other.partition().equals(window.partition())) {
                return window.name() + "."
                        + (window.limit().isPresent() ? String.valueOf(window.limit().getAsLong()) : UNKNOWN);
            }
        }
        return window.name();
    }

    /** Returns the tags that a call has in {@link #CALLS}. */
    static MeterTags tags(ApiCall call, @Nullable String address) {
        String status = String.valueOf(call.status());
        return MeterTags.of(CALLED_API, call.api(), METHOD, method(call.method()), STATUS, status, ERROR,
                call.status() >= 400 ? status : null, ADDRESS, address);
    }

    /** Returns the tags that a failed call has in {@link #CALLS}, if its duration is known. */
    static MeterTags tags(CallFailed call, @Nullable String address) {
        return MeterTags.of(CALLED_API, call.api(), METHOD, method(call.method()), STATUS, null, ERROR,
                lowerCase(call.kind()), ADDRESS, address);
    }

    /** Returns the tags that a failed call has in {@link #FAILED_CALLS}. */
    static MeterTags failureTags(CallFailed call, @Nullable String address) {
        return MeterTags.of(CALLED_API, call.api(), METHOD, method(call.method()), ERROR, lowerCase(call.kind()),
                ADDRESS, address);
    }

    /** Returns the tags of {@link #RATE_LIMITED}. */
    static MeterTags rateLimitedTags(String api, @Nullable String address) {
        return MeterTags.of(CALLED_API, api, ADDRESS, address);
    }

    private static String method(String method) {
        return switch (method) {
            case "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "QUERY", "TRACE" -> method;
            default -> OTHER_METHOD;
        };
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
