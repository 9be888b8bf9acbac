package app.quotawatch.server.job;

import java.time.Duration;

import app.quotawatch.server.batch.Minutes;

/** Deletes single calls and minutes: what most of the space is taken by. */
interface EventRetention {

    /** How long minutes are kept, from which hours are summed up. */
    long MINUTES = Duration.ofDays(Minutes.DAYS_KEPT).toMillis();

    void delete(long now);
}
