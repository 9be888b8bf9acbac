package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import app.quotawatch.headers.ResponseClock.ReportedInstant;

/**
 * Collects what the headers of one family state about one dimension, before it is known how many windows that is.
 * Stage: assembling.
 */
final class HeaderGroup {

    final String family;
    final String dimension;
    @Nullable
    String unit;
    long windowSeconds = -1;
    boolean weak = true;
    boolean vague;

    /*
     * Nearly always there is one plain number of each role, so numbers are held in fields and become lists only when
     * a second one or a list arrives. A limit can be listed while remaining is plain (IETF drafts 02 to 06); each
     * role changes alone.
     */
    private double plainLimit = Double.NaN;
    private double plainRemaining = Double.NaN;
    private double plainUsed = Double.NaN;
    private List<ListItem> limit = List.of();
    private List<ListItem> remaining = List.of();
    private List<ListItem> used = List.of();
    List<ListItem> policies = List.of();
    List<ReportedInstant> resets = List.of();
    boolean resetIsRelative;
    private long timeUnitSeconds = -1;
    private double interval = Double.NaN;
    /* The window's length is a bare number, and not one of seconds: then a bare reset is not in seconds either. */
    private boolean inMillis;
    private final GroupedDigits digits = new GroupedDigits();
    /*
     * "unlimited" or -1 as a limit (Cloud Foundry, Azure OpenAI): there is no finite window, whatever else
     * is sent.
     */
    boolean unlimited;
    /* -1 as remaining: the provider does not report it. With a limit the window is still worth reporting. */
    boolean remainingWithheld;
    @Nullable
    String label;
    int labelRank = Integer.MAX_VALUE;

    HeaderGroup(HeaderName name) {
        family = name.family();
        dimension = name.dimension();
    }

    /*
     * Headers of one group differ in what they state about it; whoever states it first is right. Weak only
     * if all are.
     */
    void describe(HeaderName name) {
        unit = unit == null ? name.unit() : unit;
        windowSeconds = windowSeconds < 0 ? name.windowSeconds() : windowSeconds;
        weak &= name.weak();
        vague |= name.vague();
    }

    /*
     * "interval: 1" beside "time-unit: minute" is a minute, whichever comes first. A unit without a fixed length leaves
     * the length unknown.
     */
    void window(HeaderName name, String value) {
        double number = NumberParser.parse(value);
        if (name.text().endsWith("unit")) {
            long unit = DurationParser.unitSeconds(value.trim().toLowerCase(Locale.ROOT));
            timeUnitSeconds = Double.isNaN(number) && unit >= 0 ? unit : timeUnitSeconds;
        } else {
            interval = name.unitMillis() == 0 ? number : Double.NaN;
            inMillis |= DurationParser.looksLikeMillis(interval);
            long seconds = DurationParser.window(value, name.unitMillis());
            windowSeconds = seconds < 0 ? windowSeconds : seconds;
        }
        if (timeUnitSeconds >= 0) {
            double seconds = timeUnitSeconds * (Double.isNaN(interval) ? 1 : interval);
            windowSeconds = seconds >= 1 && seconds <= DurationParser.MAX_SECONDS && seconds == Math.rint(seconds)
                    ? (long) seconds
                    : -1;
        }
    }

    /*
     * Appends: repeated headers are one list, and contradictions are settled in WindowAssembler, where all
     * are known.
     */
    void add(Role role, List<ListItem> items) {
        switch (role) {
            case LIMIT -> limit = joined(limit(), items);
            case REMAINING -> remaining = joined(remaining(), items);
            default -> used = joined(used(), items);
        }
    }

    /** Adds a number that is the whole value of its header. */
    void add(Role role, double number) {
        if (role == Role.LIMIT && Double.isNaN(plainLimit) && limit.isEmpty()) {
            plainLimit = number;
        } else if (role == Role.REMAINING && Double.isNaN(plainRemaining) && remaining.isEmpty()) {
            plainRemaining = number;
        } else if (role == Role.USED && Double.isNaN(plainUsed) && used.isEmpty()) {
            plainUsed = number;
        } else {
            add(role, List.of(ListItem.of(number)));
        }
    }

    List<ListItem> limit() {
        if (!Double.isNaN(plainLimit)) {
            limit = List.of(ListItem.of(plainLimit));
            plainLimit = Double.NaN;
        }
        return limit;
    }

    List<ListItem> remaining() {
        if (!Double.isNaN(plainRemaining)) {
            remaining = List.of(ListItem.of(plainRemaining));
            plainRemaining = Double.NaN;
        }
        return remaining;
    }

    List<ListItem> used() {
        if (!Double.isNaN(plainUsed)) {
            used = List.of(ListItem.of(plainUsed));
            plainUsed = Double.NaN;
        }
        return used;
    }

    /** Adds a list that may be one number, with its digits grouped. */
    void addGrouped(Role role, List<ListItem> items, String value) {
        digits.note(role, items.size(), value);
        add(role, items);
    }

    /** Decides what the digits that may be grouped mean, now that all of the group is known. */
    void settleDigits() {
        if (digits.isNoted()) {
            List<List<ListItem>> settled = digits.settled(limit(), remaining(), used(),
                    resets.size() > 1 || policies.size() > 1);
            limit = settled.get(0);
            remaining = settled.get(1);
            used = settled.get(2);
        }
    }

    /** Forgets resets whose unit nothing states, where the length of the window shows that it is not seconds. */
    void settleResets() {
        for (ReportedInstant reset : resets) {
            if (inMillis && reset.bare()) {
                resets = List.of();
                return;
            }
        }
    }

    /** Returns the reset that all reports mean, or null: one may be a distance and the other an instant. */
    @Nullable
    ReportedInstant reset() {
        ReportedInstant first = null;
        for (ReportedInstant reset : resets) {
            if (first == null || WindowMerger.isSameInstant(first, reset)) {
                first = first == null || reset.relative() && !first.relative() ? reset : first;
            } else {
                return null;
            }
        }
        return first;
    }

    boolean hasLimit() {
        return !Double.isNaN(plainLimit) || !limit.isEmpty();
    }

    /** Whether there is at most one plain number of each kind, and nothing else. */
    boolean isPlain() {
        return limit.isEmpty() && remaining.isEmpty() && used.isEmpty() && policies.isEmpty();
    }

    /** Fills a draft with the plain numbers. */
    void fillPlainly(WindowDraft draft) {
        draft.limit = plainLimit;
        draft.remaining = plainRemaining;
        draft.used = plainUsed;
    }

    /*
     * A distance needs no clock but ours, so it wins over an instant (Discord sends both); of two of the same
     * kind the first wins.
     */
    void addResets(List<ReportedInstant> moments) {
        boolean relative = !moments.isEmpty() && moments.get(0).relative();
        if (resets.isEmpty() || relative && !resetIsRelative) {
            resets = moments;
            resetIsRelative = relative;
        }
    }

    void addReset(ReportedInstant moment) {
        resets = joined(resets, List.of(moment));
    }

    void label(String text, int rank) {
        if (rank < labelRank) {
            label = text;
            labelRank = rank;
        }
    }

    boolean isMetered() {
        return hasLimit() || !remaining().isEmpty() || !used().isEmpty() || !policies.isEmpty();
    }

    /** Returns a draft that knows what the names state. */
    WindowDraft draft() {
        WindowDraft draft = new WindowDraft(family, dimension, dimension.isEmpty() ? "default" : dimension);
        draft.unit = unit;
        draft.windowSeconds = windowSeconds;
        draft.weak = weak;
        draft.vague = vague;
        return draft;
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        if (one.isEmpty()) {
            return other;
        }
        List<T> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }
}
