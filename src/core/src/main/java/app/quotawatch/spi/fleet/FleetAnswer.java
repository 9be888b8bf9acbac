package app.quotawatch.spi.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What all replicas have used and received, as the fleet's store knows it.
 *
 * @param storeTime the store's clock, the only one that places anything in time, as precise as the store has it; milliseconds
 *        are enough
 * @param replicas how many replicas have exchanged in the last five intervals, this one included
 * @param apis in the order of the report
 * @param granted the claims that no replica had made before; all of them are this replica's
 */
public record FleetAnswer(Instant storeTime, int replicas, List<Api> apis, Set<FleetReport.Claim> granted) {

    /** The outcome of a report. */
    public enum Status {
        /** It counts. */
        COUNTED,
        /** The store knows less of this replica than it has acknowledged, and needs the whole history; it counted nothing. */
        RESYNC,
        /** The report was made more than 5 seconds ago, or at an unknown time; it counted nothing, and is to be made anew. */
        LATE
    }

    /**
     * What all have used of one API.
     *
     * @param acked the cumulative amounts of this replica that the sums contain
     * @param sums of all replicas, this one included, for each period that was asked for; empty unless it was counted
     * @param windows what the provider reported last, to whichever replica; empty if not asked for
     * @param retryAfterMillis the longest that the provider has asked any replica to wait, from now; empty if it has not
     */
    public record Api(String name, Status status, Amounts acked, Map<Period, Amounts> sums,
            Optional<List<Window>> windows,
            OptionalLong retryAfterMillis) {}

    /**
     * A provider's window.
     *
     * @param usedSince what all replicas have reported to have used since, in the window's unit; -1 if it is not counted
     */
    public record Window(ReportedWindow reported, long usedSince) {}
}
