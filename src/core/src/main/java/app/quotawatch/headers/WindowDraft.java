package app.quotawatch.headers;

import app.quotawatch.headers.ResponseClock.ReportedInstant;

/** A window while its parts come together. NaN, -1 and null are unknown. */
final class WindowDraft {

    static final String STRUCTURED = "structured ";

    final String family;
    final String dimension;
    String name;
    String unit;
    double limit = Double.NaN;
    double remaining = Double.NaN;
    double used = Double.NaN;
    ReportedInstant reset;
    long windowSeconds = -1;
    boolean weak;

    WindowDraft(String family, String dimension, String name) {
        this.family = family;
        this.dimension = dimension;
        this.name = name;
    }

    /** Returns a window of which the names tell this much. */
    static WindowDraft of(String family, String dimension, String unit, long windowSeconds, boolean weak) {
        WindowDraft draft = new WindowDraft(family, dimension, dimension.isEmpty() ? "default" : dimension);
        draft.unit = unit;
        draft.windowSeconds = windowSeconds;
        draft.weak = weak;
        return draft;
    }

    boolean isNamed() {
        return !dimension.isEmpty();
    }

    /** Whether it comes of the IETF's structured fields, which may repeat what other headers say. */
    boolean isStructured() {
        return family.startsWith(STRUCTURED);
    }

    boolean isMetered() {
        return !Double.isNaN(limit) || !Double.isNaN(remaining) || !Double.isNaN(used);
    }

    boolean hasOnlyLimit() {
        return !Double.isNaN(limit) && Double.isNaN(remaining) && Double.isNaN(used) && reset == null;
    }

    /** Fills what is unknown here from the other one; of two contradicting rests the smaller one holds. */
    void absorb(WindowDraft other) {
        limit = Double.isNaN(limit) ? other.limit : limit;
        used = Double.isNaN(used) ? other.used : used;
        remaining = Double.isNaN(remaining) || other.remaining < remaining ? other.remaining : remaining;
        windowSeconds = windowSeconds < 0 ? other.windowSeconds : windowSeconds;
        unit = unit == null ? other.unit : unit;
        if (reset == null || other.reset != null && other.reset.relative() && !reset.relative()) {
            reset = other.reset == null ? reset : other.reset;
        }
        weak &= other.weak;
    }

    /**
     * Whether it tells something of a quota.
     *
     * @param refused whether the call was refused: only then a quota of nothing is believed
     */
    boolean isWindow(boolean refused) {
        if (limit == 0) {
            if (remaining > 0) {
                limit = Double.NaN;
            } else if (!refused) {
                // nothing of nothing on a success: this window is not counted
                return false;
            }
        }
        boolean reports = isMetered() || reset != null;
        return reports && !(weak && windowSeconds < 0 && Double.isNaN(limit) && Double.isNaN(remaining));
    }

    ReportedWindow window() {
        return new ReportedWindow(name, unit == null ? "requests" : unit, limit, remaining, used,
                reset == null ? null : reset.instant(), windowSeconds);
    }
}
