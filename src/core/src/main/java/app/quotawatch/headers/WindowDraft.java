package app.quotawatch.headers;

import org.jspecify.annotations.Nullable;

import app.quotawatch.headers.ResponseClock.ReportedInstant;

/** A window while its parts come together. NaN, -1 and null are unknown. Stage: assembling. */
final class WindowDraft {

    /*
     * Mutable and short-lived, and used by both readers, so that the rules of what a window is exist once. NaN
     * works for arithmetic without boxes: every < and == with it is false, and a forgotten check therefore
     * leaves a value unknown instead of inventing a zero. That is also why unknown numbers are asked for with
     * isNaN and never with "== NaN".
     */

    static final String STRUCTURED = "structured ";

    final String family;
    final String dimension;
    String name;
    @Nullable
    String unit;
    double limit = Double.NaN;
    double remaining = Double.NaN;
    double used = Double.NaN;
    @Nullable
    ReportedInstant reset;
    long windowSeconds = -1;
    /*
     * A use without a window or limit (Binance's unsuffixed weight): reported only if something else gives
     * it meaning.
     */
    boolean weak;

    WindowDraft(String family, String dimension, String name) {
        this.family = family;
        this.dimension = dimension;
        this.name = name;
    }

    /** Returns a draft that knows what the names state. */
    static WindowDraft of(String family, String dimension, @Nullable String unit, long windowSeconds, boolean weak) {
        WindowDraft draft = new WindowDraft(family, dimension, dimension.isEmpty() ? "default" : dimension);
        draft.unit = unit;
        draft.windowSeconds = windowSeconds;
        draft.weak = weak;
        return draft;
    }

    boolean isNamed() {
        return !dimension.isEmpty();
    }

    /** Whether it comes from the IETF's structured fields, which may repeat what other headers report. */
    boolean isStructured() {
        return family.startsWith(STRUCTURED);
    }

    boolean isMetered() {
        return !Double.isNaN(limit) || !Double.isNaN(remaining) || !Double.isNaN(used);
    }

    boolean hasOnlyLimit() {
        return !Double.isNaN(limit) && Double.isNaN(remaining) && Double.isNaN(used) && reset == null;
    }

    /**
     * Fills what is unknown here from the other draft. Of two remaining numbers the smaller one wins, since the
     * larger one may be an older count; a reset that is a distance wins over one that is an instant, since it needs
     * no foreign clock.
     */
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
     * Whether it states enough to be reported.
     *
     * @param rejected whether the call was rejected: only then a quota of zero is believed
     */
    boolean isWindow(boolean rejected) {
        if (limit == 0) {
            // 0 as a limit beside something remaining is a default that was never set: the limit is unknown.
            if (remaining > 0) {
                limit = Double.NaN;
            } else if (!rejected) {
                // 0 of 0 on a success (GitHub GraphQL for anonymous callers): this window is not counted
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
