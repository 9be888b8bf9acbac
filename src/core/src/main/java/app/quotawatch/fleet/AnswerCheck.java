package app.quotawatch.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import app.quotawatch.privacy.PrintableText;
import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.FleetReport;
import app.quotawatch.spi.fleet.Period;
import app.quotawatch.spi.fleet.ReportedWindow;

/** Finds out what of an answer can be used: a store may be shared with those who write other things there. */
final class AnswerCheck {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int MAX_REPLICAS = 10_000_000;
    private static final int MAX_WINDOWS = 32;
    private static final int LONGEST_NAME = 256;

    private AnswerCheck() {}

    /**
     * Returns the answer, without the APIs whose numbers cannot be.
     *
     * @param wrong to which the names of these APIs are added
     * @throws IllegalStateException if nothing of it can be used
     */
    static FleetAnswer check(FleetReport report, @Nullable FleetAnswer answer, List<String> wrong) {
        if (answer == null || answer.storeTime() == null || answer.apis() == null || answer.granted() == null) {
            throw new IllegalStateException("the store's answer is incomplete");
        }
        if (answer.storeTime().isBefore(EARLIEST) || answer.storeTime().isAfter(LATEST)) {
            throw new IllegalStateException("the store's clock shows " + answer.storeTime());
        }
        if (answer.replicas() < 0 || answer.replicas() > MAX_REPLICAS) {
            throw new IllegalStateException("the store's answer is about " + answer.replicas() + " replicas");
        }
        if (answer.apis().size() != report.apis().size()) {
            throw new IllegalStateException("the store's answer is about " + answer.apis().size() + " APIs instead of "
                    + report.apis().size());
        }
        List<FleetAnswer.Api> valid = new ArrayList<>(answer.apis().size());
        for (int i = 0; i < report.apis().size(); i++) {
            FleetReport.Api reported = report.apis().get(i);
            FleetAnswer.Api api = answer.apis().get(i);
            if (isValid(reported, api)) {
                valid.add(api);
            } else {
                wrong.add(PrintableText.of(reported.name()));
            }
        }
        return new FleetAnswer(answer.storeTime(), answer.replicas(), valid, answer.granted());
    }

    private static boolean isValid(FleetReport.Api reported, FleetAnswer.@Nullable Api api) {
        if (api == null || !reported.name().equals(api.name()) || api.status() == null) {
            return false;
        }
        if (api.status() != FleetAnswer.Status.COUNTED) {
            return true;
        }
        Amounts total = reported.marks().isEmpty()
                ? reported.acked()
                : reported.marks().get(reported.marks().size() - 1).total();
        if (!isWithin(api.acked(), total) || api.sums() == null) {
            return false;
        }
        for (Period period : reported.periods()) {
            if (!isWithin(api.sums().get(period), null)) {
                return false;
            }
        }
        boolean waits = api.retryAfterMillis() != null
                && (api.retryAfterMillis().isEmpty() || api.retryAfterMillis().getAsLong() >= 0);
        return waits && areValid(api.windows());
    }

    private static boolean isWithin(@Nullable Amounts amounts, @Nullable Amounts most) {
        return amounts != null && amounts.requests() >= 0 && amounts.tokens() >= 0
                && (most == null || amounts.requests() <= most.requests() && amounts.tokens() <= most.tokens());
    }

    private static boolean areValid(@Nullable Optional<List<FleetAnswer.Window>> windows) {
        if (windows == null) {
            return false;
        }
        if (windows.isEmpty()) {
            return true;
        }
        if (windows.get().size() > MAX_WINDOWS) {
            return false;
        }
        for (FleetAnswer.Window window : windows.get()) {
            if (window == null || window.usedSince() < -1 || !isValid(window.reported())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isValid(@Nullable ReportedWindow window) {
        return window != null && isName(window.name()) && isName(window.unit()) && window.partition() != null
                && (window.partition().isEmpty() || isName(window.partition().get()))
                && window.limit() >= -1 && window.remaining() >= -1 && window.used() >= -1
                && window.windowMillis() >= -1 && window.resetInMillis() >= -1 && window.ageMillis() >= 0;
    }

    private static boolean isName(@Nullable String name) {
        return name != null && !name.isBlank() && name.length() <= LONGEST_NAME && PrintableText.of(name).equals(name);
    }
}
