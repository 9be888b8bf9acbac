package app.quotawatch.server.view;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ingest.dashboard.Call;

/** A place in the calls, newest first: replicas number calls in blocks, so that a number alone is no place. */
record Position(long at, long number) {

    static final Position NEWEST = new Position(Long.MAX_VALUE, Long.MAX_VALUE);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,15})-(\\d{1,18})");

    static Position of(Call call) {
        return new Position(call.timestamp().toEpochMilli(), call.number());
    }

    /** Returns the position that {@link #toString()} wrote, or null if it did not. */
    static @Nullable Position parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? new Position(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)))
                : null;
    }

    @Override
    public String toString() {
        return at + "-" + number;
    }
}
