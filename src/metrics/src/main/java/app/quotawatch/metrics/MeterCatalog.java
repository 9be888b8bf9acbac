package app.quotawatch.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import app.quotawatch.ApiCall;
import app.quotawatch.DeliveryStats;
import app.quotawatch.DropReason;
import app.quotawatch.event.CallFailed;
import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.QuotaWindow;

/** Defines every meter: its name, description, unit, tags and source. Bindings add nothing to it. */
final class MeterCatalog {

    /*
     * Units are those of OpenTelemetry. Micrometer gets none: a timer has its registry's unit, and Prometheus would append any
     * other to the meter's name. Window gauges have no unit, because each window counts in its own.
     */

    /** A gauge with one value per quota window; windows whose value is unknown have none. */
    record WindowGauge(String name, String description, Function<QuotaWindow, OptionalLong> value) {}

    /** A counter that is read from the delivery statistics. */
    record EventCounter(String name, String description, String unit, List<Reading> readings) {}

    /** One value of a counter. */
    record Reading(MeterTags tags, ToLongFunction<DeliveryStats> value) {}

    /** A meter that calls contribute to. */
    record CallMeter(String name, String description, String unit) {}

    static final List<WindowGauge> WINDOW_GAUGES = List.of(
            new WindowGauge("quotawatch.quota.limit", "Limit of a quota window", QuotaWindow::limit),
            new WindowGauge("quotawatch.quota.used", "Used part of a quota window", QuotaWindow::used),
            new WindowGauge("quotawatch.quota.remaining", "Remaining part of a quota window", QuotaWindow::remaining));

    static final List<EventCounter> EVENT_COUNTERS = List.of(
            events("quotawatch.events.recorded", "Events recorded", DeliveryStats::recorded),
            events("quotawatch.events.delivered", "Events that the ingest accepted", DeliveryStats::delivered),
            new EventCounter("quotawatch.events.dropped", "Events that will never be delivered", "{event}", dropped()),
            new EventCounter("quotawatch.notifications.discarded", "Notifications that never reached their listener",
                    "{notification}",
                    List.of(new Reading(MeterTags.none(), DeliveryStats::discardedNotifications))));

    /** A timer, or a histogram of seconds. */
    static final CallMeter CALLS = new CallMeter("quotawatch.calls", "Calls to third-party APIs of a known duration",
            "s");

    /** A counter. */
    static final CallMeter FAILED_CALLS = new CallMeter("quotawatch.calls.failed",
            "Calls to third-party APIs that received no response", "{call}");

    private static final String API = "api";
    private static final String WINDOW = "window";
    private static final String SOURCE = "source";
    private static final String PARTITION = "partition";
    private static final String LIMIT = "limit";
    private static final String METHOD = "method";
    private static final String STATUS = "status";
    private static final String OUTCOME = "outcome";
    private static final String KIND = "kind";
    private static final String REASON = "reason";

    private static final String NONE = "none";
    private static final String UNKNOWN = "unknown";
    private static final String NO_STATUS = "IO_ERROR";
    private static final String NO_OUTCOME = "UNKNOWN";

    private MeterCatalog() {}

    private static EventCounter events(String name, String description, ToLongFunction<DeliveryStats> value) {
        return new EventCounter(name, description, "{event}", List.of(new Reading(MeterTags.none(), value)));
    }

    private static List<Reading> dropped() {
        List<Reading> readings = new ArrayList<>();
        for (DropReason reason : DropReason.values()) {
            readings.add(new Reading(MeterTags.of(REASON, lowerCase(reason)), stats -> stats.dropped(reason)));
        }
        return List.copyOf(readings);
    }

    /** Returns the tags of a window's gauges: several windows may have one name, and differ in their partitions and limits. */
    static MeterTags tags(ApiQuota quota, QuotaWindow window) {
        return MeterTags.of(API, quota.api(), WINDOW, window.name(), SOURCE, lowerCase(window.source()),
                PARTITION, window.partition().orElse(NONE), LIMIT,
                window.limit().isPresent() ? String.valueOf(window.limit().getAsLong()) : UNKNOWN);
    }

    /** Returns the tags that a call has in {@link #CALLS}. */
    static MeterTags tags(ApiCall call) {
        return MeterTags.of(API, call.api(), METHOD, call.method(), STATUS, String.valueOf(call.status()), OUTCOME,
                outcome(call.status()));
    }

    /** Returns the tags that a failed call has in {@link #CALLS}, if its duration is known. */
    static MeterTags tags(CallFailed call) {
        return MeterTags.of(API, call.api(), METHOD, call.method(), STATUS, NO_STATUS, OUTCOME, NO_OUTCOME);
    }

    /** Returns the tags that a failed call has in {@link #FAILED_CALLS}. */
    static MeterTags failureTags(CallFailed call) {
        return MeterTags.of(API, call.api(), METHOD, call.method(), KIND, lowerCase(call.kind()));
    }

    /* The values that Micrometer's own HTTP client meters use. */
    private static String outcome(int status) {
        return switch (status / 100) {
            case 1 -> "INFORMATIONAL";
            case 2 -> "SUCCESS";
            case 3 -> "REDIRECTION";
            case 4 -> "CLIENT_ERROR";
            case 5 -> "SERVER_ERROR";
            default -> NO_OUTCOME;
        };
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
