package app.quotawatch.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import app.quotawatch.quota.ApiQuota;
import app.quotawatch.quota.Fleet;
import app.quotawatch.quota.QuotaWindow;

/**
 * What a health check shows of an application's quotas: one line per window, such as {@code OpenAI.daily}:
 * {@code 43 of 1000 requests remaining}. An unknown number is a question mark. Where replicas share quotas, {@code fleet} says how many
 * they are and {@code stale} whether their store is down. Immutable.
 */
public final class QuotaHealth {

    private final Map<String, String> data;
    private final boolean exhausted;

    private QuotaHealth(Map<String, String> data, boolean exhausted) {
        this.data = data;
        this.exhausted = exhausted;
    }

    /**
     * Returns what to show of these quotas.
     *
     * @throws NullPointerException if {@code quotas} or one of them is null
     */
    public static QuotaHealth of(List<ApiQuota> quotas) {
        Map<String, String> data = new LinkedHashMap<>();
        boolean exhausted = false;
        Fleet fleet = null;
        boolean stale = false;
        for (ApiQuota quota : quotas) {
            for (QuotaWindow window : quota.windows()) {
                data.put(name(quota, window), remaining(window));
                exhausted |= window.isExhausted();
            }
            if (quota.fleet().isPresent()) {
                fleet = quota.fleet().get();
                stale |= fleet.stale();
            }
        }
        if (fleet != null) {
            data.put("fleet", fleet.replicas() + (fleet.replicas() == 1 ? " replica" : " replicas"));
            data.put("stale", String.valueOf(stale));
        }
        return new QuotaHealth(Collections.unmodifiableMap(data), exhausted);
    }

    /** Returns what remains of each window, by its name, in the order of the quotas. Immutable. */
    public Map<String, String> data() {
        return data;
    }

    /** Returns whether any window is exhausted. */
    public boolean isExhausted() {
        return exhausted;
    }

    @Override
    public String toString() {
        return "QuotaHealth" + data;
    }

    /* Windows of one name differ in their partitions, or else in their limits. */
    private static String name(ApiQuota quota, QuotaWindow window) {
        String name = quota.api() + "." + window.name();
        if (window.source() != QuotaWindow.Source.REPORTED) {
            return name;
        }
        if (window.partition().isPresent()) {
            name += "." + window.partition().get();
        }
        return isAlone(quota, window) ? name : name + "." + known(window.limit());
    }

    private static boolean isAlone(ApiQuota quota, QuotaWindow window) {
        for (QuotaWindow other : quota.windows()) {
            if (other != window && other.name().equals(window.name()) && other.source() == window.source()
                    && other.partition().equals(window.partition())) {
                return false;
            }
        }
        return true;
    }

    private static String remaining(QuotaWindow window) {
        return known(window.remaining()) + " of " + known(window.limit()) + " " + window.unit() + " remaining";
    }

    private static String known(OptionalLong value) {
        return value.isPresent() ? String.valueOf(value.getAsLong()) : "?";
    }
}
