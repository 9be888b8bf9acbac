package app.quotawatch.quarkus.runtime;

import app.quotawatch.ApiCall;

/** The names that both kinds of metrics share. */
public final class Telemetry {

    public static final String LIMIT = "quotawatch.quota.limit";
    public static final String USED = "quotawatch.quota.used";
    public static final String REMAINING = "quotawatch.quota.remaining";
    public static final String CALLS = "quotawatch.calls";
    public static final String RECORDED = "quotawatch.events.recorded";
    public static final String DELIVERED = "quotawatch.events.delivered";
    public static final String DROPPED = "quotawatch.events.dropped";

    public static final String API = "api";
    public static final String WINDOW = "window";
    public static final String SOURCE = "source";
    public static final String METHOD = "method";
    public static final String STATUS = "status";
    public static final String OUTCOME = "outcome";
    public static final String REASON = "reason";

    /** The status of a call that got no answer. */
    public static final String NO_STATUS = "IO_ERROR";

    /** The outcome of a call that got no answer. */
    public static final String NO_OUTCOME = "UNKNOWN";

    private static final int INFORMATIONAL = 1;
    private static final int SUCCESS = 2;
    private static final int REDIRECTION = 3;
    private static final int CLIENT_ERROR = 4;
    private static final int SERVER_ERROR = 5;

    private Telemetry() {}

    /** Returns the outcome of a call that got an answer, in the words of Micrometer. */
    public static String outcomeOf(ApiCall call) {
        return switch (call.status() / 100) {
            case INFORMATIONAL -> "INFORMATIONAL";
            case SUCCESS -> "SUCCESS";
            case REDIRECTION -> "REDIRECTION";
            case CLIENT_ERROR -> "CLIENT_ERROR";
            case SERVER_ERROR -> "SERVER_ERROR";
            default -> NO_OUTCOME;
        };
    }
}
