package app.quotawatch.headers;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.quotawatch.time.EpochNanos;

/**
 * Reads what {@link RateLimitHeaders#select} kept, by general principles and not by a table of providers. One reader
 * per API: it remembers what the names of its headers mean, so that a response with the same names as an earlier one
 * costs only its values. Thread-safe. Stage: assembling, the entrance.
 */
public final class RateLimitReader {

    /*
     * An API sends few sets of names: one on success, one on 429, perhaps one per endpoint. What can be
     * learned from names alone is learned once per set, as a ResponseLayout, and found again by comparing a
     * few references, or comes with the headers if they were picked by known names. A response with a known
     * layout is read by the plain reader if the layout has one; the plain reader gives up at a value that is not
     * a plain number, and then the general reader reads the response from the start. Both give the same windows;
     * see PlainResponseReader.
     */

    /*
     * Few enough to look through on every call. A ninth set of names replaces the oldest layout, so an API that makes
     * up names pays for its layouts itself and cannot fill the memory.
     */
    private static final int MAX_LAYOUTS = 8;

    /* Written without a lock: layouts are immutable, and the worst that a race costs is one made twice. */
    private @Nullable ResponseLayout @Nullable [] layouts;
    private int next;
    private final LearnedNames learned = new LearnedNames();

    /**
     * Picks the headers that are kept out of all headers of a response: the same ones as {@link
     * RateLimitHeaders#select}, and the Date header beside them. Nothing else of the response is referenced
     * afterwards. Names that were seen before cost little more than comparing them.
     *
     * @param headers names in any case; a value is a string or a collection of strings; null counts as empty everywhere
     */
    public KeptHeaders keep(@Nullable Map<String, ? extends @Nullable Object> headers) {
        if (headers == null) {
            return KeptHeaders.NONE;
        }
        if (headers instanceof KeptHeaders kept) {
            return kept;
        }
        KeptHeaders known = learned.pick(headers);
        if (known != null) {
            return known;
        }
        KeptHeaders.Builder selected = RateLimitHeaders.collect(headers);
        learned.learn(headers, this);
        return selected == null ? KeptHeaders.NONE : selected.build(DateHeader.in(headers));
    }

    /**
     * Reads the windows. Never throws, whatever the headers contain; an unreadable header counts as missing.
     *
     * @param selected the headers, names in lower case; null counts as empty
     * @param status the response's HTTP status: a quota of zero is believed only where a call was rejected
     * @param date the response's Date header, or null if it is not known: it shows whether the server's clock is right
     * @param observedAt when the response arrived, by our clock; null, or far from any real time, reads as nothing
     */
    public RateLimitReading read(@Nullable Map<String, String> selected, int status, @Nullable Instant date,
            @Nullable Instant observedAt) {
        ReadingBuffer reading = new ReadingBuffer();
        read(selected, status, date, observedAt == null ? EpochNanos.UNKNOWN : EpochNanos.of(observedAt), reading);
        return reading.toReading();
    }

    /**
     * Reads the windows, as the other {@code read} does, into a buffer: most responses then cost no object.
     *
     * @param observedNanos when the response arrived, as {@link EpochNanos}
     * @param into receives the result; what it held is forgotten
     */
    public void read(@Nullable Map<String, String> selected, int status, @Nullable Instant date, long observedNanos,
            ReadingBuffer into) {
        into.clear();
        if (selected == null || selected.isEmpty() || !ResponseClock.isSane(observedNanos)) {
            return;
        }
        KeptHeaders headers = KeptHeaders.of(selected);
        ResponseLayout layout = headers.layout() == null ? layout(headers.names()) : headers.layout();
        into.clock().set(observedNanos, date);
        PlainResponseReader plain = layout.plain();
        if (plain == null || !plain.read(headers, status, into)) {
            new GeneralResponseReader(layout, status, into).read(headers);
        }
    }

    /**
     * Reads a Date header.
     *
     * @param header its value; null counts as missing
     * @return the instant by the server's clock, or null if the header is missing or unreadable
     */
    public static @Nullable Instant date(@Nullable String header) {
        return header == null ? null : DateParser.parse(header);
    }

    /** Returns what headers of these names mean together. */
    ResponseLayout layout(HeaderName[] names) {
        @Nullable
        ResponseLayout[] known = layouts;
        if (known == null) {
            known = new ResponseLayout[MAX_LAYOUTS];
            layouts = known;
        }
        for (int i = 0; i < MAX_LAYOUTS; i++) {
            ResponseLayout layout = known[i];
            if (layout != null && layout.fits(names)) {
                return layout;
            }
        }
        ResponseLayout layout = ResponseLayout.of(names);
        known[Math.floorMod(next++, MAX_LAYOUTS)] = layout;
        return layout;
    }
}
