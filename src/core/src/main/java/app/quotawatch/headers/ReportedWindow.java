package app.quotawatch.headers;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One quota window as a response reports it. What the headers do not state is NaN, -1 or null: never zero and never
 * unlimited. Stage: assembling, the result.
 *
 * @param name what is limited, in the words of the headers; {@code default} where they do not state it; safe to show
 * @param unit what is counted: {@code requests} where the headers do not state it
 * @param limit the quota, or NaN
 * @param remaining how much of it is unused, or NaN; it may be above the limit, where the provider reports it so
 * @param used how much of it is used, or NaN; where used and remaining do not add up to the limit it may be the cost
 *        of one call
 * @param resetAt when the window starts again, on our clock, or null; at most a day in the past and about a year
 *        ahead
 * @param windowSeconds the length of the window, or -1
 */
public record ReportedWindow(String name, String unit, double limit, double remaining, double used,
        @Nullable Instant resetAt, long windowSeconds) {}
