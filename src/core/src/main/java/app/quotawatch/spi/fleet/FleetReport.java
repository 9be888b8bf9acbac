package app.quotawatch.spi.fleet;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What one replica reports to the fleet's store. Its numbers are cumulative since the replica started: a store remembers what it heard
 * last of each replica and adds the difference.
 *
 * @param storeSecond the store's time in seconds since 1970 when this report was made, as the replica expects it by the last
 *        answer; 0 if unknown. A store that sees it more than 5 seconds off counts nothing, since it cannot place the marks, and
 *        answers {@link FleetAnswer.Status#LATE}
 * @param interval the time until the next exchange, to notice replicas that have gone
 * @param leaving whether it is this replica's last one
 * @param apis those that the fleet shares
 * @param claims what this replica wants to be the first of the fleet to report
 */
public record FleetReport(long storeSecond, Duration interval, boolean leaving, List<Api> apis, List<Claim> claims) {

    /**
     * What the replica has used of one API, and received about it.
     *
     * @param name the API's name, any text
     * @param periods over which the application wants sums
     * @param acked the cumulative amounts that the store knows by its last answer
     * @param whole whether the marks are the whole history that the replica has, from {@code base} on, as a store needs after
     *        {@link FleetAnswer.Status#RESYNC}; otherwise what came after {@code acked}
     * @param base the cumulative amounts before the first mark: what a store that knows nothing of the replica assumes it has
     *        counted already. As of the beginning of the longest of {@code periods}, or of 62 seconds ago (62 minutes for
     *        {@link Period#HOUR}) if that is earlier. A whole history begins with a mark of exactly these amounts
     * @param marks ascending in time
     * @param windows what the provider reported since the last exchange that succeeded
     * @param retryAfterMillis how long the provider has asked to wait, from now; empty if it has not
     * @param wantsWindows whether to answer the fleet's windows
     */
    public record Api(String name, Set<Period> periods, Amounts acked, boolean whole, Amounts base, List<Mark> marks,
            List<ReportedWindow> windows, OptionalLong retryAfterMillis, boolean wantsWindows) {}

    /**
     * The cumulative amounts at the end of one second.
     *
     * @param age how many seconds before the report the second was, 0 for the current one
     */
    public record Mark(long age, Amounts total) {}

    /**
     * That a replica was the first to notice something of a window.
     *
     * @param limitType the window's name, with its partition
     * @param thresholdPct the threshold; 0 for the window's recovery
     * @param period identifies the day or the month, the same number on all replicas; 0 for windows without such a number, which
     *        {@code holds} alone distinguishes
     * @param holds how long the claim keeps others from being granted; after it the same claim is granted again
     */
    public record Claim(String api, String limitType, int thresholdPct, long period, Duration holds) {}
}
