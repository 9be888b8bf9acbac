package app.quotawatch.headers;

import java.time.Instant;

/**
 * One quota window as a response tells it. Null is what the headers do not say: never zero and never unlimited.
 *
 * @param name what is limited, in the words of the headers; {@code default} where they do not say it; safe to show
 * @param unit what is counted: {@code requests} where the headers do not say it
 * @param limit the quota
 * @param remaining what is left of it; it may be above the limit, where the provider says so
 * @param used what is used up; where used and remaining do not add up to the limit it may be the cost of one call
 * @param resetAt when the window starts again, on our clock; at most a day in the past and about a year ahead
 * @param windowSeconds the length of the window
 */
public record ReportedWindow(String name, String unit, Double limit, Double remaining, Double used, Instant resetAt,
        Long windowSeconds) {}
