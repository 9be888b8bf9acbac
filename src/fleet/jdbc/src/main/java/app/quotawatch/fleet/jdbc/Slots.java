package app.quotawatch.fleet.jdbc;

import java.util.Map;
import java.util.TreeMap;

import app.quotawatch.spi.fleet.Amounts;

/** What was used in the last slots of one length, each by its number since 1970. */
final class Slots {

    private final int seconds;
    private final int kept;
    private final TreeMap<Long, Amounts> amounts = new TreeMap<>();

    /**
     * Creates slots without anything.
     *
     * @param seconds the length of one
     * @param kept how many full ones are summed up, before the current one
     */
    Slots(int seconds, int kept) {
        this.seconds = seconds;
        this.kept = kept;
    }

    void add(long second, Amounts more) {
        long slot = Math.floorDiv(second, (long) seconds);
        amounts.put(slot, sum(of(slot), more));
    }

    private Amounts of(long slot) {
        return amounts.getOrDefault(slot, Amounts.NONE);
    }

    /** Returns what was used in the slot of this second. */
    Amounts at(long second) {
        return of(Math.floorDiv(second, (long) seconds));
    }

    /** Returns what was used in the slots after that of this second. */
    Amounts after(long second) {
        return sum(Math.floorDiv(second, (long) seconds) + 1);
    }

    /** Returns what was used in the slots that the last ones overlap. */
    Amounts last(long now) {
        return sum(oldest(now));
    }

    private long oldest(long now) {
        return Math.floorDiv(now - (long) seconds * kept, (long) seconds);
    }

    private Amounts sum(long from) {
        Amounts sum = Amounts.NONE;
        for (Amounts each : amounts.tailMap(from).values()) {
            sum = sum(sum, each);
        }
        return sum;
    }

    static Amounts sum(Amounts one, Amounts other) {
        return new Amounts(one.requests() + other.requests(), one.tokens() + other.tokens());
    }

    void forget(long now) {
        amounts.headMap(oldest(now)).clear();
    }

    void write(StringBuilder text) {
        text.append(';');
        long before = 0;
        for (Map.Entry<Long, Amounts> slot : amounts.entrySet()) {
            text.append(before == 0 ? "" : " ").append(slot.getKey() - before).append(' ')
                    .append(slot.getValue().requests())
                    .append(' ').append(slot.getValue().tokens());
            before = slot.getKey();
        }
    }

    void read(String text) {
        Numbers numbers = new Numbers(text);
        long before = 0;
        while (numbers.hasNext()) {
            before += numbers.next();
            amounts.put(before, numbers.amounts());
        }
    }
}
