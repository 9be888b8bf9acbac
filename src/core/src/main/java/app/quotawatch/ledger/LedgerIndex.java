package app.quotawatch.ledger;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The ledgers of an application's APIs by the APIs' names. Immutable. */
final class LedgerIndex {

    /*
     * Beside a map, because each call needs one look-up. Which classes the keys of a HashMap have, the JVM learns from all maps of
     * the application together; so it calls their hashCode and equals through tables, which takes a tenth of the time of recording.
     * Here both are those of String. A name that is not at its place is at one of the next: half of them are empty.
     */

    private final @Nullable String[] names;
    private final @Nullable ApiLedger[] ledgers;

    LedgerIndex(Map<String, ApiLedger> all) {
        int places = Integer.highestOneBit(Math.max(1, all.size())) * 4;
        names = new String[places];
        ledgers = new ApiLedger[places];
        for (Map.Entry<String, ApiLedger> each : all.entrySet()) {
            int at = place(each.getKey());
            while (names[at] != null) {
                at = next(at);
            }
            names[at] = each.getKey();
            ledgers[at] = each.getValue();
        }
    }

    private int place(String name) {
        int hash = name.hashCode();
        return (hash ^ hash >>> 16) & names.length - 1;
    }

    private int next(int at) {
        return at + 1 & names.length - 1;
    }

    /** Returns the ledger of the API with this name, or null if there is none. */
    @Nullable
    ApiLedger find(String api) {
        int at = place(api);
        while (names[at] != null) {
            if (api.equals(names[at])) {
                return ledgers[at];
            }
            at = next(at);
        }
        return null;
    }
}
