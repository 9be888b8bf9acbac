package app.quotawatch.server.job;

import java.time.Duration;

/** Deletes single calls and minutes: what most of the space is taken by. */
interface EventRetention {

    /** How long minutes are kept, from which hours are summed up. */
    long MINUTES = Duration.ofDays(8).toMillis();

    void delete(long now);
}
