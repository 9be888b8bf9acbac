package app.quotawatch.fleet;

import java.util.function.LongSupplier;
import java.util.logging.Level;

import org.jspecify.annotations.Nullable;

import app.quotawatch.log.Log;
import app.quotawatch.log.MinuteLog;
import app.quotawatch.privacy.PrintableText;

/** What is logged of a fleet's exchanges: failures once a minute, and that they work again. Thread-safe. */
final class ExchangeLog {

    private static final int LONGEST_TEXT = 300;

    private final String fleet;
    private final MinuteLog failures;
    private volatile long failed;

    ExchangeLog(String fleet, LongSupplier nanoTime) {
        this.fleet = fleet;
        failures = new MinuteLog(Level.WARNING, nanoTime);
    }

    /** @param error logged at FINE; null if there is none */
    void failed(String why, @Nullable Throwable error) {
        failed = failed + 1;
        failures.log(null,
                "QuotaWatch cannot exchange quotas with the store of the fleet {0}: {1}; calls are counted on in "
                        + "this process",
                fleet, why);
        if (error != null) {
            Log.thrown(Level.FINE, error, "An exchange of QuotaWatch with its fleet failed");
        }
    }

    void worked() {
        long before = failed;
        if (before > 0) {
            failed = 0;
            Log.log(Level.INFO, "QuotaWatch exchanges quotas with the fleet {0} again, after {1} failed attempts",
                    fleet,
                    before);
        }
    }

    /** Returns what to show of an error. */
    static String textOf(Throwable error) {
        String message = error.getMessage();
        String text = PrintableText
                .of(message == null || message.isBlank() ? error.getClass().getSimpleName() : message);
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }
}
