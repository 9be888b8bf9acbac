package app.quotawatch.headers;

import org.jspecify.annotations.Nullable;

import app.quotawatch.headers.ResponseClock.ReportedInstant;
import app.quotawatch.time.EpochNanos;

/** A window while its parts come together. NaN, -1 and null are unknown. Stage: assembling. */
final class WindowDraft {

    /*
     * Mutable and short-lived. NaN works for arithmetic without boxes: every < and == with it is false, and a
     * forgotten check therefore leaves a value unknown instead of inventing a zero. That is also why unknown
     * numbers are asked for with isNaN and never with "== NaN".
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
    /* A limit that is one only beside what remains or is used. */
    boolean vague;
    @Nullable
    private String key;

    WindowDraft(String family, String dimension, String name) {
        this.family = family;
        this.dimension = dimension;
        this.name = name;
    }

    /** Returns the words of the dimension in one order; see {@link WindowMerger#key}. */
    String key() {
        String known = key == null ? WindowMerger.key(dimension) : key;
        key = known;
        return known;
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
        vague = Double.isNaN(limit) ? other.vague : vague && (Double.isNaN(other.limit) || other.vague);
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

    /** Writes what is known of the window. */
    void copyTo(WindowReading window, long observedNanos) {
        window.begin(name, unit, windowSeconds);
        window.limit = limit;
        window.remaining = remaining;
        window.used = used;
        window.resetAtNanos = reset == null ? EpochNanos.UNKNOWN : reset.nanos();
        if (reset != null) {
            window.checkReset(observedNanos, WindowReading.longestSeconds(windowSeconds, dimension), reset.bare());
        }
    }
}
