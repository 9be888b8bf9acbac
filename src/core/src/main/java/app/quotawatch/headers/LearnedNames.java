package app.quotawatch.headers;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The sets of header names that one API has sent. Thread-safe. Stage: keeping. */
final class LearnedNames {

    /*
     * An API sends few sets of names: one on success, one on an error, some more where a header is optional. The last
     * one that fitted is tried first, and only sets of the same number are compared at all.
     *
     * Learning pays only if most responses fit. Where they do not, because an API or a proxy makes up names or their
     * order, each response would cost the comparing, the long way and the learning. So misses are counted: one costs
     * what four hits earn, and after sixteen in a row everything is forgotten and a thousand responses go the long way
     * without an attempt. Such an API therefore costs what it cost before, and holds nothing most of the time.
     *
     * Nothing is locked. The sets are immutable, and what a race costs is a set learned twice or a miss not counted.
     * An API that is never called has no table.
     */

    private static final int MAX_SETS = 8;

    private static final int MISS = 4;
    private static final int MAX_MISSES = 16 * MISS;
    /* Then eight misses are enough. */
    private static final int AFTER_REST = MAX_MISSES / 2;
    private static final int REST = 1000;

    private @Nullable ResponseNames @Nullable [] sets;
    private int recent;
    private int next;
    private int misses;
    private int resting;

    /** Returns what is kept of a response whose names are known, or null if they are not. */
    @Nullable
    KeptHeaders pick(Map<String, ? extends @Nullable Object> headers) {
        @Nullable
        ResponseNames[] known = sets;
        if (known == null) {
            return null;
        }
        int size = headers.size();
        int first = recent;
        for (int i = 0; i < MAX_SETS; i++) {
            int at = (first + i) % MAX_SETS;
            ResponseNames names = known[at];
            KeptHeaders kept = names == null || names.size() != size ? null : names.pick(headers);
            if (kept != null) {
                hit(at, first);
                return kept;
            }
        }
        return null;
    }

    /* Written only where something changes: the threads of an API share these fields. */
    private void hit(int at, int before) {
        if (at != before) {
            recent = at;
        }
        int count = misses;
        if (count > 0) {
            misses = count - 1;
        }
    }

    /** Learns the names of a response that were not known. */
    void learn(Map<String, ? extends @Nullable Object> headers, RateLimitReader reader) {
        if (resting > 0) {
            resting--;
            return;
        }
        misses += MISS;
        if (misses > MAX_MISSES) {
            sets = null;
            misses = AFTER_REST;
            resting = REST;
            return;
        }
        ResponseNames names = ResponseNames.of(headers, reader);
        if (names != null) {
            @Nullable
            ResponseNames[] known = sets;
            if (known == null) {
                known = new ResponseNames[MAX_SETS];
                sets = known;
            }
            known[Math.floorMod(next++, MAX_SETS)] = names;
        }
    }
}
