package app.quotawatch.ingest;

import java.util.LinkedHashSet;
import java.util.Set;

/** The latest idempotency keys of stored batches. Guarded by its owner's lock. */
final class RecentKeys {

    private static final int MAX_KEYS = 10_000;

    private final Set<String> keys = new LinkedHashSet<>();

    boolean contains(String key) {
        return keys.contains(key);
    }

    void add(String key) {
        keys.add(key);
        if (keys.size() > MAX_KEYS) {
            keys.remove(keys.iterator().next());
        }
    }
}
