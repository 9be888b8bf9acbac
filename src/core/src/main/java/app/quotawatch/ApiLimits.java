package app.quotawatch;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The limits that an application's owner knows of an API; empty where none is known.
 *
 * @param requestsPerMinute calls within any 60 seconds
 * @param requestsPerDay calls since midnight UTC
 * @param tokensPerDay tokens since midnight UTC
 */
public record ApiLimits(OptionalLong requestsPerMinute, OptionalLong requestsPerDay, OptionalLong tokensPerDay) {

    /** No limit is known. */
    public static final ApiLimits NONE = new ApiLimits(OptionalLong.empty(), OptionalLong.empty(),
            OptionalLong.empty());

    /**
     * Checks the limits.
     *
     * @throws InvalidConfigException naming every limit that is not positive
     */
    public ApiLimits {
        List<String> problems = new ArrayList<>(0);
        check(requestsPerMinute, "requests-per-minute", problems);
        check(requestsPerDay, "requests-per-day", problems);
        check(tokensPerDay, "tokens-per-day", problems);
        InvalidConfigException.throwIfAny(problems);
    }

    private static void check(OptionalLong limit, String key, List<String> problems) {
        if (limit.isPresent() && limit.getAsLong() < 1) {
            problems.add("limits." + key + " = " + limit.getAsLong() + ": must be a whole number of 1 or more");
        }
    }
}
