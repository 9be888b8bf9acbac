package app.quotawatch.server.limit;

import java.util.ArrayList;
import java.util.List;

/**
 * How many calls of one API in one environment a period may have.
 *
 * @param thresholds in percent, ascending
 */
public record ApiLimit(String api, String environment, LimitKind kind, long value, List<Integer> thresholds) {

    /** Thresholds unless others are given. */
    static final List<Integer> DEFAULT_THRESHOLDS = List.of(80, 95, 100);

    public ApiLimit {
        thresholds = thresholds.stream().sorted().toList();
    }

    /** Returns the thresholds that so many calls have reached, ascending. */
    List<Integer> reachedBy(long calls) {
        List<Integer> reached = new ArrayList<>();
        for (int threshold : thresholds) {
            if (isReached(threshold, calls)) {
                reached.add(threshold);
            }
        }
        return reached;
    }

    /* Neither product overflows: values and counts stay below 2^53, thresholds below 2^10. */
    private boolean isReached(int threshold, long calls) {
        return calls * 100 >= value * threshold;
    }
}
