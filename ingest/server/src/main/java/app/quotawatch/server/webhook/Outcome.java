package app.quotawatch.server.webhook;

import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param status of the response; null if there was none
 * @param error why it failed; null if the message arrived
 */
record Outcome(@Nullable Integer status, @Nullable String error) {

    private static final int GONE = 410;

    static Outcome response(int status) {
        if (status >= 200 && status < 300) {
            return new Outcome(status, null);
        }
        return new Outcome(status, status >= 300 && status < 400
                ? "status " + status + ": redirects are not followed"
                : "status " + status);
    }

    static Outcome failed(String error) {
        return new Outcome(null, error);
    }

    boolean isDelivered() {
        return error == null;
    }

    /** Returns whether the receiver wants no more messages. */
    boolean isGone() {
        return status != null && status == GONE;
    }
}
