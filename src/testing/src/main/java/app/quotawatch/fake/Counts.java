package app.quotawatch.fake;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** How many requests had which outcome, in total and by scope. Not thread-safe. */
final class Counts {

    private static final Totals NONE = new Totals(0, 0, 0);

    private final Map<String, Totals> scopes = new HashMap<>();
    private Totals total = NONE;

    void served(Ruling ruling) {
        add(ruling, new Totals(1, 0, 0));
    }

    void rejected(Ruling ruling) {
        add(ruling, new Totals(0, 1, 0));
    }

    void failed(Ruling ruling) {
        add(ruling, new Totals(0, 0, 1));
    }

    private void add(Ruling ruling, Totals one) {
        total = total.plus(one);
        // what the request names, and what several of them share
        Set<String> named = new LinkedHashSet<>(ruling.scopes());
        for (FakeWindow window : ruling.windows()) {
            named.add(window.scope());
        }
        for (String scope : named) {
            scopes.merge(scope, one, Totals::plus);
        }
    }

    /** Corrects a request that was counted as served before its content was found not to exist. */
    Totals servedIsFailed() {
        total = total.plus(new Totals(-1, 0, 1));
        return total;
    }

    Totals total() {
        return total;
    }

    Totals of(String scope) {
        return scopes.getOrDefault(scope, NONE);
    }

    /** Counts one request. */
    interface Count {

        void add(Counts counts, Ruling ruling);
    }

    record Totals(long served, long rejected, long failed) {

        long requests() {
            return served + rejected + failed;
        }

        private Totals plus(Totals other) {
            return new Totals(served + other.served, rejected + other.rejected, failed + other.failed);
        }

        @Override
        public String toString() {
            return served + " served, " + rejected + " rejected, " + failed + " failed";
        }
    }
}
