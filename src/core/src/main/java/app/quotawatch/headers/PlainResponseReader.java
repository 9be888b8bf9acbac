package app.quotawatch.headers;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import app.quotawatch.time.EpochNanos;

/**
 * Reads responses whose headers each hold one number of one window, or the pause that the API asks for. Stage:
 * assembling.
 */
final class PlainResponseReader {

    /*
     * Most providers report each number in a header of its own: limit, remaining, reset, of one window or of
     * several that have names (OpenAI, Anthropic, GitHub, Kong without its twin). Then the names alone
     * determine where each number belongs, and no two windows can turn out to be one. Such a response costs
     * the parsing of its numbers: no groups, lists or items, and no object at all. This runs for every
     * call of the application, which is why it exists beside GeneralResponseReader.
     *
     * The two must never differ. That is ensured in three ways. It uses the same parsers, the same
     * ResponseClock and the same WindowReading with its rules, so that only the way there is written twice.
     * It exists only for layouts that leave one reading: no header twice in a role, no policy or length of a
     * window, no percentage, and windows that WindowMerger could not join (several windows all have different
     * dimensions, one alone has nothing to be joined with). And it gives up on the whole response as soon as
     * one value is not what its name promises: a list, a word, a negative number, a date that cannot be read.
     * Reading half and leaving half to the other reader would need rules for the seam.
     *
     * PlainResponseReaderTest holds them equal on tens of thousands of generated responses and on the corpus. A
     * new rule of the general reader either does not concern layouts that are plain, or belongs in both.
     */

    /*
     * NaN already means that there is no such header. A negative number is not plain either: -1 means
     * "unlimited" at Azure OpenAI.
     */
    private static final double UNREADABLE = -1;

    private final HeaderName[] headers;
    private final PlainWindow[] rows;
    private final int[] retries;

    private PlainResponseReader(HeaderName[] headers, PlainWindow[] rows, int[] retries) {
        this.headers = headers;
        this.rows = rows;
        this.retries = retries;
    }

    /**
     * Returns the reader of headers with these names, each of its group, or null where they leave more than one
     * reading.
     */
    static @Nullable PlainResponseReader of(HeaderName[] headers, int[] groups, int groupCount) {
        @Nullable
        PlainWindow[] rows = new PlainWindow[groupCount];
        int[] retries = new int[headers.length];
        int retryCount = 0;
        for (int i = 0; i < headers.length; i++) {
            HeaderName header = headers[i];
            // Ignored by the general reader, too.
            if (header.role() == Role.OTHER) {
                continue;
            }
            if (header.role() == Role.RETRY) {
                retries[retryCount++] = i;
                continue;
            }
            // A second header of the same role (in another spelling) would have to be compared with the
            // first: not plain.
            PlainWindow row = rows[groups[i]] == null ? new PlainWindow(header) : rows[groups[i]];
            if (!isPlain(header) || !row.add(header, i)) {
                return null;
            }
            rows[groups[i]] = row;
        }
        PlainWindow[] reported = withoutGaps(rows);
        return areDistinct(reported)
                ? new PlainResponseReader(headers, reported, Arrays.copyOf(retries, retryCount))
                : null;
    }

    private static PlainWindow[] withoutGaps(@Nullable PlainWindow[] rows) {
        PlainWindow[] reported = new PlainWindow[rows.length];
        int size = 0;
        for (PlainWindow row : rows) {
            if (row != null) {
                reported[size++] = row;
            }
        }
        return Arrays.copyOf(reported, size);
    }

    /*
     * A percentage becomes a window of its own, a label with a dimension or of lower rank competes with
     * others, and a bare or unstated name leaves the role to the value.
     */
    private static boolean isPlain(HeaderName header) {
        if (header.role() == Role.LABEL) {
            return header.dimension().isEmpty() && GeneralResponseReader.rank(header) >= 0;
        }
        return header.role() == Role.RESET || header.isMeter() && !"percent".equals(header.unit());
    }

    /*
     * A window alone has nothing to be merged with; with others, one without a dimension might be part of any of
     * them.
     */
    private static boolean areDistinct(PlainWindow[] rows) {
        Set<String> names = new HashSet<>();
        for (PlainWindow row : rows) {
            names.add(WindowMerger.key(row.dimension));
        }
        return rows.length < 2
                || names.size() == rows.length && !names.contains("")
                        && rows.length <= GeneralResponseReader.MAX_WINDOWS;
    }

    /**
     * Reads what the headers report.
     *
     * @param into where the result goes; its clock is set
     * @return false where a value is not what its name promises: then the result is void
     */
    boolean read(KeptHeaders selected, int status, ReadingBuffer into) {
        into.clear();
        for (PlainWindow row : rows) {
            WindowReading window = into.next();
            if (!read(row, selected, into.clock(), window)) {
                return false;
            }
            // The same rule as on the long way, on the same numbers: 0 of 0 on a success is not a window.
            if (window.isWindow(row.weak, row.vague, GeneralResponseReader.isRejected(status))) {
                into.add();
            }
        }
        for (int retry : retries) {
            long nanos = nanos(selected, retry, into.clock());
            if (nanos == EpochNanos.UNKNOWN) {
                return false;
            }
            into.retryAfter(nanos, status);
        }
        return true;
    }

    private boolean read(PlainWindow row, KeptHeaders selected, ResponseClock clock, WindowReading window) {
        window.begin(row.name, row.unit, row.windowSeconds);
        window.limit = number(selected, row.limit);
        window.remaining = number(selected, row.remaining);
        window.used = number(selected, row.used);
        window.resetAtNanos = nanos(selected, row.reset, clock);
        boolean resetUnreadable = row.reset >= 0 && window.resetAtNanos == EpochNanos.UNKNOWN;
        window.checkReset(clock.observedNanos(), row.longestSeconds, clock.wasBare());
        // An unsafe label is dropped; the window keeps the name that its headers give it.
        if (row.label >= 0) {
            String label = selected.value(row.label);
            if (!GeneralResponseReader.isReadable(label)) {
                return false;
            }
            String name = label.trim();
            window.name = LabelFilter.isSafe(name) ? name : window.name;
        }
        // Checked together: NaN, for a header that is not there, is not below zero.
        boolean unreadable = window.limit < 0 || window.remaining < 0 || window.used < 0 || resetUnreadable;
        return !unreadable;
    }

    private static double number(KeptHeaders selected, int index) {
        if (index < 0) {
            return Double.NaN;
        }
        long known = selected.number(index);
        if (known != NumberParser.NOT_DIGITS) {
            return known;
        }
        String value = selected.value(index);
        double number = GeneralResponseReader.isReadable(value) ? NumberParser.parse(value) : UNREADABLE;
        return number >= 0 ? number : UNREADABLE;
    }

    private long nanos(KeptHeaders selected, int index, ResponseClock clock) {
        if (index < 0 || !GeneralResponseReader.isReadable(selected.value(index))) {
            return EpochNanos.UNKNOWN;
        }
        HeaderName header = headers[index];
        long known = selected.number(index);
        if (known != NumberParser.NOT_DIGITS) {
            return clock.nanos(known, header.unitMillis());
        }
        return clock.nanos(selected.value(index), header.unitMillis(),
                header.relative() || header.role() == Role.RETRY);
    }

    /** What the names state about one window, and at which positions its numbers are; -1: there is none. */
    private static final class PlainWindow {

        private final String dimension;
        private final String name;
        private @Nullable String unit;
        private long windowSeconds = -1;
        private boolean weak = true;
        private boolean vague;
        private long longestSeconds = -1;
        private int limit = -1;
        private int remaining = -1;
        private int used = -1;
        private int reset = -1;
        private int label = -1;

        PlainWindow(HeaderName header) {
            dimension = header.dimension();
            name = dimension.isEmpty() ? "default" : dimension;
        }

        /** Returns whether this is the only header with this role. */
        boolean add(HeaderName header, int index) {
            unit = unit == null ? header.unit() : unit;
            windowSeconds = windowSeconds < 0 ? header.windowSeconds() : windowSeconds;
            longestSeconds = WindowReading.longestSeconds(windowSeconds, dimension);
            weak &= header.weak();
            vague |= header.vague();
            // a switch over an enum needs a class of its own, which each application would load
            Role role = header.role();
            int known;
            if (role == Role.LIMIT) {
                known = limit;
                limit = index;
            } else if (role == Role.REMAINING) {
                known = remaining;
                remaining = index;
            } else if (role == Role.USED) {
                known = used;
                used = index;
            } else if (role == Role.LABEL) {
                known = label;
                label = index;
            } else {
                known = reset;
                reset = index;
            }
            return known < 0;
        }
    }
}
