package app.quotawatch.headers;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Reads what {@link RateLimitHeaders#select} kept, by general principles and not by a table of providers. One reader an API:
 * it remembers what the names of its headers mean, so that a response with the same names as one before costs only its values.
 * Thread-safe.
 */
public final class RateLimitReader {

    private static final int PLANS = 8;

    /* Written without a lock: the worst that a race costs is a plan made twice. */
    private final AtomicReferenceArray<Plan> plans = new AtomicReferenceArray<>(PLANS);
    private int next;

    /**
     * Reads the windows. Never throws, whatever the headers hold; unreadable headers tell nothing.
     *
     * @param selected the headers, names in lower case; null counts as empty
     * @param status the response's HTTP status: a quota of zero is believed only where a call was refused
     * @param date the response's Date header, or null if it is not known: it shows whether the server's clock is right
     * @param observedAt when the response came in, by our clock
     */
    public RateLimitReading read(Map<String, String> selected, int status, Instant date, Instant observedAt) {
        if (selected == null || selected.isEmpty() || observedAt == null || !ResponseClock.isSane(observedAt)) {
            return RateLimitReading.NOTHING;
        }
        FewHeaders headers = FewHeaders.of(selected);
        Plan plan = plan(headers);
        ResponseClock clock = new ResponseClock(observedAt, date);
        RateLimitReading plain = plan.plain() == null ? null : plan.plain().read(headers, status, clock);
        return plain == null ? new Reading(plan, status, clock).of(headers) : plain;
    }

    /**
     * Reads a Date header.
     *
     * @param header its value; null counts as missing
     * @return the instant by the server's clock, or null if the header is missing or unreadable
     */
    public static Instant date(String header) {
        return header == null ? null : TextDates.parse(header);
    }

    private Plan plan(FewHeaders selected) {
        for (int i = 0; i < PLANS; i++) {
            Plan plan = plans.get(i);
            if (plan != null && plan.fits(selected)) {
                return plan;
            }
        }
        Plan plan = Plan.of(selected);
        plans.set(Math.floorMod(next++, PLANS), plan);
        return plan;
    }
}
