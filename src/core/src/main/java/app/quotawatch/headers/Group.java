package app.quotawatch.headers;

import java.util.ArrayList;
import java.util.List;

import app.quotawatch.headers.ResponseClock.Moment;

/** What the headers of one set say of one dimension, before it is known how many windows that makes. */
final class Group {

    final String family;
    final String dimension;
    String unit;
    long windowSeconds = -1;
    boolean weak = true;

    /* Nearly always there is one plain number of each, which needs no list. */
    private double plainLimit = Double.NaN;
    private double plainRemaining = Double.NaN;
    private double plainUsed = Double.NaN;
    private List<Item> limit = List.of();
    private List<Item> remaining = List.of();
    private List<Item> used = List.of();
    List<Item> policies = List.of();
    List<Moment> resets = List.of();
    boolean resetIsRelative;
    boolean unlimited;
    boolean remainingWithheld;
    String label;
    int labelRank = Integer.MAX_VALUE;

    Group(HeaderName name) {
        family = name.family();
        dimension = name.dimension();
    }

    void describe(HeaderName name) {
        unit = unit == null ? name.unit() : unit;
        windowSeconds = windowSeconds < 0 ? name.windowSeconds() : windowSeconds;
        weak &= name.weak();
    }

    void add(Role role, List<Item> items) {
        switch (role) {
            case LIMIT -> limit = joined(limit(), items);
            case REMAINING -> remaining = joined(remaining(), items);
            default -> used = joined(used(), items);
        }
    }

    /** Adds a number that stands alone. */
    void add(Role role, double number) {
        if (role == Role.LIMIT && Double.isNaN(plainLimit) && limit.isEmpty()) {
            plainLimit = number;
        } else if (role == Role.REMAINING && Double.isNaN(plainRemaining) && remaining.isEmpty()) {
            plainRemaining = number;
        } else if (role == Role.USED && Double.isNaN(plainUsed) && used.isEmpty()) {
            plainUsed = number;
        } else {
            add(role, List.of(Item.of(number)));
        }
    }

    List<Item> limit() {
        if (!Double.isNaN(plainLimit)) {
            limit = List.of(Item.of(plainLimit));
            plainLimit = Double.NaN;
        }
        return limit;
    }

    List<Item> remaining() {
        if (!Double.isNaN(plainRemaining)) {
            remaining = List.of(Item.of(plainRemaining));
            plainRemaining = Double.NaN;
        }
        return remaining;
    }

    List<Item> used() {
        if (!Double.isNaN(plainUsed)) {
            used = List.of(Item.of(plainUsed));
            plainUsed = Double.NaN;
        }
        return used;
    }

    boolean hasLimit() {
        return !Double.isNaN(plainLimit) || !limit.isEmpty();
    }

    /** Whether there is at most one plain number of each kind, and nothing else. */
    boolean isPlain() {
        return limit.isEmpty() && remaining.isEmpty() && used.isEmpty() && policies.isEmpty();
    }

    /** Fills a draft with the plain numbers. */
    void fillPlainly(Draft draft) {
        draft.limit = plainLimit;
        draft.remaining = plainRemaining;
        draft.used = plainUsed;
    }

    /* What is told as a distance needs no clock, so it wins over what is told as an instant. */
    void addResets(List<Moment> moments) {
        boolean relative = !moments.isEmpty() && moments.get(0).relative();
        if (resets.isEmpty() || relative && !resetIsRelative) {
            resets = moments;
            resetIsRelative = relative;
        }
    }

    void addReset(Moment moment) {
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

    Draft draft() {
        return Draft.of(family, dimension, unit, windowSeconds, weak);
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
