package app.quotawatch.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import app.quotawatch.benchmarks.filters.QuietPair;

/** One turn of all filter pairs: what is compared was measured within two seconds. */
final class PairTurn {

    private final Map<QuietPair.Kind, QuietPair.Outcome> outcomes = new HashMap<>();

    private PairTurn() {}

    /** Returns the turns; none if nothing was measured. */
    static List<PairTurn> of(List<QuietPair.Outcome> outcomes) {
        Map<Integer, PairTurn> turns = new TreeMap<>();
        outcomes.forEach(outcome -> turns.computeIfAbsent(outcome.round(), round -> new PairTurn()).outcomes
                .put(outcome.kind(), outcome));
        return List.copyOf(turns.values());
    }

    double nanos(String pair, int headers, boolean matched) {
        return outcomes.get(new QuietPair.Kind(pair, headers, matched)).nanos();
    }

    double bytes(String pair, boolean matched) {
        return outcomes.get(new QuietPair.Kind(pair, 6, matched)).bytes();
    }

    /** Returns QuotaWatch's time with so many rate-limit headers, beyond the empty pair's. */
    double net(int headers) {
        return nanos("quotawatch", headers, true) - nanos("empty", 6, true);
    }

    /** Returns a peer's time with six rate-limit headers, beyond the empty pair's. */
    double net(String peer) {
        return nanos(peer, 6, true) - nanos("empty", 6, true);
    }

    double beyondBare(String client, boolean matched) {
        return nanos(client, 6, matched) - nanos(client + "-bare", 6, matched);
    }
}
