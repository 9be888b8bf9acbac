package app.quotawatch.fleet;

import java.time.Duration;

import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;

/** What an {@link Exchange} reports, and who learns from its answers. Called by the exchange's thread. */
public interface Replica {

    /** Returns how many APIs it shares. */
    int sharedApis();

    /**
     * Returns what it reports.
     *
     * @param interval the time until the next exchange
     * @param leaving whether it is the last one
     * @param again whether a report of the same exchange was not counted
     */
    FleetReport report(Duration interval, boolean leaving, boolean again);

    /**
     * Takes the answer to the last report.
     *
     * @param answer whose numbers are valid; without the APIs of which they were not
     * @param interval the time until the next exchange
     * @param sentNanos when the report was sent
     * @return whether the report is to be made once more
     */
    boolean take(FleetAnswer answer, Duration interval, long sentNanos);

    /** Notes that the last report was not answered. */
    void failed();
}
