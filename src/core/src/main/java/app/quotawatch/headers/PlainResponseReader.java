package app.quotawatch.headers;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import app.quotawatch.headers.ResponseClock.ReportedInstant;

/**
 * Reads responses whose headers each hold one number of one window, or the pause that the API asks for. Stage:
 * assembling.
 */
final class PlainResponseReader {

    /*
     * Most providers report each number in a header of its own: limit, remaining, reset, of one window or of
     * several that have names (OpenAI, Anthropic, GitHub, Kong without its twin). Then the names alone
     * determine where each number belongs, and no two windows can turn out to be one. Such a response costs
     * the parsing of its numbers and the windows themselves; no groups, lists or items. This runs for every
     * call of the application, which is why it exists beside GeneralResponseReader.
     *
     * The two must never differ. That is ensured in three ways. It uses the same parsers, the same
     * ResponseClock and the same WindowDraft with its rules, so that only the way to a draft is written twice.
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
        PlainWindow[] reported = Arrays.stream(rows).filter(Objects::nonNull).toArray(PlainWindow[]::new);
        return areDistinct(reported)
                ? new PlainResponseReader(headers, reported, Arrays.copyOf(retries, retryCount))
                : null;
    }

    /*
     * A percentage becomes a window of its own, a label with a dimension or of lower rank competes with
     * others, and a bare or unstated name leaves the role to the value.
     */
    private static boolean isPlain(HeaderName header) {
        return switch (header.role()) {
            case RESET -> true;
            case LABEL -> header.dimension().isEmpty() && GeneralResponseReader.rank(header) >= 0;
            default -> header.isMeter() && !"percent".equals(header.unit());
        };
    }

    /*
     * A window alone has nothing to be merged with; with others, one without a dimension might be part of any of
     * them.
     */
    private static boolean areDistinct(PlainWindow[] rows) {
        List<String> names = Arrays.stream(rows).map(row -> row.dimension).distinct().toList();
        return rows.length < 2
                || names.size() == rows.length && !names.contains("")
                        && rows.length <= GeneralResponseReader.MAX_WINDOWS;
    }

    /** Returns what the headers report, or null where a value is not what its name promises. */
    @Nullable
    RateLimitReading read(KeptHeaders selected, int status, ResponseClock clock) {
        ReportedWindow[] windows = new ReportedWindow[rows.length];
        int count = 0;
        for (PlainWindow row : rows) {
            WindowDraft draft = draft(row, selected, clock);
            if (draft == null) {
                return null;
            }
            // The same rule as on the long way, on the same draft: 0 of 0 on a success is not a window.
            if (draft.isWindow(GeneralResponseReader.isRejected(status))) {
                windows[count++] = draft.window();
            }
        }
        Instant retryAfter = null;
        for (int retry : retries) {
            ReportedInstant moment = reportedInstant(selected, retry, clock);
            if (moment == null) {
                return null;
            }
            retryAfter = GeneralResponseReader.later(retryAfter, moment, status, clock);
        }
        if (count == 0 && retryAfter == null) {
            return RateLimitReading.NOTHING;
        }
        return new RateLimitReading(list(count == rows.length ? windows : Arrays.copyOf(windows, count)), retryAfter);
    }

    private @Nullable WindowDraft draft(PlainWindow row, KeptHeaders selected, ResponseClock clock) {
        WindowDraft draft = row.draft();
        draft.limit = number(selected, row.limit);
        draft.remaining = number(selected, row.remaining);
        draft.used = number(selected, row.used);
        draft.reset = reportedInstant(selected, row.reset, clock);
        // An unsafe label is dropped; the window keeps the name that its headers give it.
        if (row.label >= 0) {
            String label = selected.value(row.label);
            if (!GeneralResponseReader.isReadable(label)) {
                return null;
            }
            String name = label.trim();
            draft.name = LabelFilter.isSafe(name) ? name : draft.name;
        }
        // Checked together: NaN, for a header that is not there, is not below zero.
        boolean unreadable = draft.limit < 0 || draft.remaining < 0 || draft.used < 0
                || row.reset >= 0 && draft.reset == null;
        return unreadable ? null : draft;
    }

    /* List.of with one or two elements holds them in fields: one object less on nearly every call. */
    private static List<ReportedWindow> list(ReportedWindow[] windows) {
        return switch (windows.length) {
            case 1 -> List.of(windows[0]);
            case 2 -> List.of(windows[0], windows[1]);
            default -> List.of(windows);
        };
    }

    private static double number(KeptHeaders selected, int index) {
        if (index < 0) {
            return Double.NaN;
        }
        String value = selected.value(index);
        double number = GeneralResponseReader.isReadable(value) ? NumberParser.parse(value) : UNREADABLE;
        return number >= 0 ? number : UNREADABLE;
    }

    private @Nullable ReportedInstant reportedInstant(KeptHeaders selected, int index, ResponseClock clock) {
        if (index < 0 || !GeneralResponseReader.isReadable(selected.value(index))) {
            return null;
        }
        HeaderName header = headers[index];
        return clock.reportedInstant(selected.value(index), header.unitMillis(),
                header.relative() || header.role() == Role.RETRY);
    }

    /** What the names state about one window, and at which positions its numbers are; -1: there is none. */
    private static final class PlainWindow {

        private final String family;
        private final String dimension;
        private @Nullable String unit;
        private long windowSeconds = -1;
        private boolean weak = true;
        private int limit = -1;
        private int remaining = -1;
        private int used = -1;
        private int reset = -1;
        private int label = -1;

        PlainWindow(HeaderName header) {
            family = header.family();
            dimension = header.dimension();
        }

        /** Returns whether this is the only header with this role. */
        boolean add(HeaderName header, int index) {
            unit = unit == null ? header.unit() : unit;
            windowSeconds = windowSeconds < 0 ? header.windowSeconds() : windowSeconds;
            weak &= header.weak();
            int known = switch (header.role()) {
                case LIMIT -> limit;
                case REMAINING -> remaining;
                case USED -> used;
                case LABEL -> label;
                default -> reset;
            };
            switch (header.role()) {
                case LIMIT -> limit = index;
                case REMAINING -> remaining = index;
                case USED -> used = index;
                case LABEL -> label = index;
                default -> reset = index;
            }
            return known < 0;
        }

        WindowDraft draft() {
            return WindowDraft.of(family, dimension, unit, windowSeconds, weak);
        }
    }
}
