package app.quotawatch.fleet.jdbc;

import java.util.List;
import java.util.Optional;

import app.quotawatch.spi.fleet.Amounts;
import app.quotawatch.spi.fleet.FleetAnswer;
import app.quotawatch.spi.fleet.ReportedWindow;

/**
 * A provider's window as a replica received it, with instants of the database. Immutable.
 *
 * @param resetAt in milliseconds since 1970; -1 if unknown
 * @param reportedAt in milliseconds since 1970
 * @param second when it was written
 * @param inSlot what all had used by then, in the slot of that second
 */
record HeardWindow(Identity identity, long remaining, long used, long windowMillis, long resetAt, long reportedAt,
        long second,
        Amounts inSlot) {

    private static final long SAME_RESET_MILLIS = 2_000;
    private static final long UNKNOWN_LIFE_MILLIS = 25 * 3_600_000L;
    private static final long COUNTED_SECONDS = 60;
    private static final String NONE = "*";

    /** Which of the provider's windows it is. */
    record Identity(String name, Optional<String> partition, String unit, long limit) {}

    static HeardWindow of(ReportedWindow window, long nowMillis, Amounts inSlot) {
        return new HeardWindow(new Identity(window.name(), window.partition(), window.unit(), window.limit()),
                window.remaining(),
                window.used(), window.windowMillis(),
                window.resetInMillis() < 0 ? -1 : nowMillis + window.resetInMillis(),
                nowMillis - window.ageMillis(), Math.floorDiv(nowMillis, 1_000L), inSlot);
    }

    /** Returns whether it is over: at its reset, or without one after its length. */
    boolean isOver(long nowMillis) {
        if (resetAt >= 0) {
            return resetAt <= nowMillis;
        }
        return nowMillis - reportedAt >= (windowMillis > 0 ? windowMillis : UNKNOWN_LIFE_MILLIS);
    }

    /** Returns whether this one says more than another of the same identity. */
    boolean replaces(HeardWindow known) {
        if (resetAt >= 0 && known.resetAt >= 0 && Math.abs(resetAt - known.resetAt) <= SAME_RESET_MILLIS) {
            // of one period, the smaller remainder is the later one
            return known.remaining < 0 || remaining >= 0
                    && (remaining < known.remaining || remaining == known.remaining && reportedAt > known.reportedAt);
        }
        // of two reports of one millisecond, that of the later period is the later one
        return reportedAt > known.reportedAt || reportedAt == known.reportedAt && resetAt > known.resetAt;
    }

    FleetAnswer.Window answer(long nowMillis, Iterable<FleetPart> parts) {
        ReportedWindow window = new ReportedWindow(identity.name(), identity.partition(), identity.unit(),
                identity.limit(),
                remaining, used, windowMillis, resetAt < 0 ? -1 : Math.max(0, resetAt - nowMillis),
                Math.max(0, nowMillis - reportedAt));
        return new FleetAnswer.Window(window, usedSince(Math.floorDiv(nowMillis, 1_000L), parts));
    }

    /* By when the calls were made, not by when they were heard of: a replica that reports its whole history adds nothing here. */
    private long usedSince(long now, Iterable<FleetPart> parts) {
        boolean requests = identity.unit().equals("requests");
        if (!requests && !identity.unit().equals("tokens") || now - second > COUNTED_SECONDS || second > now) {
            return -1;
        }
        Amounts sum = Amounts.NONE;
        for (FleetPart part : parts) {
            sum = Slots.sum(sum, Slots.sum(part.seconds().at(second), part.seconds().after(second)));
        }
        long since = requests ? sum.requests() - inSlot.requests() : sum.tokens() - inSlot.tokens();
        return since < 0 ? -1 : since;
    }

    String write() {
        return Names.encoded(identity.name()) + " "
                + (identity.partition().isPresent() ? Names.encoded(identity.partition().get()) : NONE) + " "
                + Names.encoded(identity.unit()) + " " + identity.limit() + " " + remaining + " " + used + " "
                + windowMillis + " "
                + resetAt + " " + reportedAt + " " + second + " " + inSlot.requests() + " " + inSlot.tokens();
    }

    /** Reads what {@link #write} returns; throws a {@link NumberFormatException} or {@link IndexOutOfBoundsException} otherwise. */
    static HeardWindow read(String text) {
        List<String> words = List.of(text.split(" ", 4));
        Optional<String> partition = words.get(1).equals(NONE)
                ? Optional.empty()
                : Optional.of(Names.decoded(words.get(1)));
        Numbers numbers = new Numbers(words.get(3));
        Identity identity = new Identity(Names.decoded(words.get(0)), partition, Names.decoded(words.get(2)),
                numbers.next());
        return new HeardWindow(identity, numbers.next(), numbers.next(), numbers.next(), numbers.next(), numbers.next(),
                numbers.next(), numbers.amounts());
    }
}
