package app.quotawatch.headers;

import org.jspecify.annotations.Nullable;

/**
 * What a header's name means, whatever its value is. One instance serves all calls. Stage: names.
 *
 * @param text the name in lower case
 * @param role the role of its value
 * @param family the words that all headers of one set begin with: {@code x-ratelimit}; empty for names without a
 *        marker. Windows of two families may be one window (Ship24 sends both {@code RateLimit} and {@code
 *        X-RateLimit})
 * @param dimension what is limited, in canonical words: {@code tokens-minute}; empty where the name does not state it
 * @param unit what is counted, or null if the name does not state it
 * @param windowSeconds the length of the window, or -1
 * @param unitMillis the unit of a time value, or 0
 * @param relative whether a time value is a distance
 * @param personal whether the name is about somebody: then only numbers are kept
 * @param weak whether it means something only beside others: a use without a window or limit, such as Binance's
 *        {@code x-mbx-used-weight} beside {@code x-mbx-used-weight-1m}
 * @param vague whether it is a limit only beside what remains of it or is used of it: a lone {@code x-daily-quota} is
 *        what was used at some providers (Resend)
 */
record HeaderName(String text, Role role, String family, String dimension, @Nullable String unit,
        long windowSeconds, long unitMillis, boolean relative, boolean personal, boolean weak, boolean vague) {

    /** Not a rate-limit header. */
    static final HeaderName NONE = new HeaderName("", Role.OTHER, "", "", null, -1, 0, false, false, true,
            false);

    boolean isMeter() {
        return role == Role.LIMIT || role == Role.REMAINING || role == Role.USED;
    }

    /** Whether numbers are what its values are made of. */
    boolean isQuantity() {
        return role != Role.LABEL && role != Role.UNSTATED && role != Role.OTHER;
    }
}
