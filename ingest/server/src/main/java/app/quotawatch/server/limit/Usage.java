package app.quotawatch.server.limit;

import java.util.List;

/** How many calls a period has of one API in one environment that has a limit. */
record Usage(int project, int series, ApiLimit limit, Period period, long calls) {

    List<Integer> reachedThresholds() {
        return limit.reachedBy(calls);
    }

    /** Returns the used part in percent, with two decimals. */
    double percent() {
        return Math.round(calls * 10_000.0 / limit.value()) / 100.0;
    }
}
