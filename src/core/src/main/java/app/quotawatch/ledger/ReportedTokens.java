package app.quotawatch.ledger;

import java.util.List;

import app.quotawatch.headers.ReportedWindow;
import app.quotawatch.time.Moment;

/*
 * A provider that reports a rest of tokens tells by its fall what a call cost. Responses overtake each other, so a rest that is
 * higher than one of the last two seconds is old news; later, it shows that the bucket was filled again. What was filled
 * between two reports is not seen: the sum is what was used at least. Where several windows count tokens, they count the same
 * ones, so the largest fall counts.
 */
/** Finds how many tokens an API's calls cost from what the provider reports. Not thread-safe. */
final class ReportedTokens {

    private static final long OVERTAKEN_NANOS = 2_000_000_000;
    private static final int MAX_WINDOWS = 8;

    private final String[] names = new String[MAX_WINDOWS];
    private final double[] rests = new double[MAX_WINDOWS];
    private final long[] nanos = new long[MAX_WINDOWS];

    /** Returns how many tokens were used since the last report; 0 for the first. */
    long used(List<ReportedWindow> windows, Moment now) {
        double largest = 0;
        for (int i = 0; i < windows.size(); i++) {
            ReportedWindow window = windows.get(i);
            if (window.remaining() >= 0 && window.unit().equals("tokens")) {
                largest = Math.max(largest, fall(window.name(), window.remaining(), now));
            }
        }
        return (long) largest;
    }

    private double fall(String name, double rest, Moment now) {
        for (int i = 0; i < MAX_WINDOWS; i++) {
            if (names[i] == null) {
                names[i] = name;
                rests[i] = rest;
                nanos[i] = now.nanos();
                return 0;
            }
            if (names[i].equals(name)) {
                double fall = rests[i] - rest;
                if (fall >= 0 || now.nanosSince(nanos[i]) > OVERTAKEN_NANOS) {
                    rests[i] = rest;
                    nanos[i] = now.nanos();
                }
                return fall;
            }
        }
        return 0;
    }
}
