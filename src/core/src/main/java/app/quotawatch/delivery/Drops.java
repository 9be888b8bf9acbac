package app.quotawatch.delivery;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import app.quotawatch.DropReason;

/** How many events were dropped, by reason. Immutable. */
final class Drops {

    static final Drops NONE = new Drops(new long[DropReason.values().length]);

    private final long[] byReason;

    private Drops(long[] byReason) {
        this.byReason = byReason;
    }

    /** Returns these counts, in the order of the reasons. */
    static Drops of(long[] byReason) {
        return new Drops(byReason.clone());
    }

    Drops plus(Drops other) {
        long[] sum = byReason.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.byReason[i];
        }
        return new Drops(sum);
    }

    Drops minus(Drops other) {
        long[] difference = byReason.clone();
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= other.byReason[i];
        }
        return new Drops(difference);
    }

    /** Returns the value of the header {@code QuotaWatch-Dropped}, such as {@code overflow=3, rejected=1}; null if there are none. */
    @Nullable
    String header() {
        StringBuilder header = null;
        DropReason[] reasons = DropReason.values();
        for (int i = 0; i < reasons.length; i++) {
            if (byReason[i] > 0) {
                header = header == null ? new StringBuilder(64) : header.append(", ");
                header.append(reasons[i].name().toLowerCase(Locale.ROOT)).append('=').append(byReason[i]);
            }
        }
        return header == null ? null : header.toString();
    }

    @Override
    public String toString() {
        return "Drops[" + header() + "]";
    }
}
