package app.quotawatch;

import java.util.List;

import app.quotawatch.keys.ConfigKey;

/** What makes the limits of an API invalid. */
final class LimitChecks {

    private static final String RULE = ConfigKey.REQUESTS_PER_MINUTE.allowed().rule();

    private LimitChecks() {}

    /** @param limits per unit from the shortest window to the longest */
    static void check(String api, List<ApiLimit> limits, List<ConfigProblem> problems) {
        ApiLimit largest = null;
        for (ApiLimit limit : limits) {
            String key = ConfigKey.ofApi(api) + "." + ConfigKey.LIMITS + limit.key();
            if (limit.limit() < 1) {
                problems.add(ConfigProblem.invalid(key, limit.limit(), RULE));
            } else if (largest == null || largest.unit() != limit.unit() || largest.limit() <= limit.limit()) {
                largest = limit;
            } else {
                problems.add(ConfigProblem.of(ConfigProblem.Kind.CONFLICT, key, key + " = " + limit.limit()
                        + ": must not be less than " + largest.key() + " = " + largest.limit()
                        + ", which applies to a shorter window"));
            }
        }
    }
}
