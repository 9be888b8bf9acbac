package app.quotawatch.observe;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Finds the longest of many path prefixes. */
final class PathIndex {

    /*
     * In sorted order, every prefix of a path is at or before the position of the path itself, and everything between the two
     * starts with that prefix as well. So the last entry not after the path is the longest prefix, or leads to it through the
     * links from each entry to the next shorter entry that is a prefix of it.
     */

    private final ApiTarget[] apis;
    private final String[] paths;
    private final int[] shorter;

    /* Read before it is written, as in ApiTarget. */
    private volatile boolean missed;

    private PathIndex(ApiTarget[] sorted) {
        apis = sorted;
        paths = new String[sorted.length];
        shorter = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            paths[i] = sorted[i].api().baseUrl().path();
            int candidate = i - 1;
            while (candidate >= 0 && !paths[i].startsWith(paths[candidate])) {
                candidate = shorter[candidate];
            }
            shorter[i] = candidate;
        }
    }

    static PathIndex of(List<ApiTarget> apis) {
        ApiTarget[] sorted = apis.toArray(new ApiTarget[0]);
        Arrays.sort(sorted, new ByPath());
        return new PathIndex(sorted);
    }

    /** Notes that a URL of this origin belonged to none of the APIs. */
    void missed() {
        if (!missed) {
            missed = true;
        }
    }

    /** Adds the IDs of the APIs that no URL belonged to, if there was a URL that belonged to none. */
    void addMissed(Set<String> ids) {
        if (missed) {
            for (ApiTarget target : apis) {
                if (!target.wasCalled()) {
                    ids.add(target.api().id());
                }
            }
        }
    }

    boolean isEmpty() {
        return apis.length == 0;
    }

    @Nullable
    ApiTarget longestPrefix(String sought) {
        for (int i = lastNotAfter(sought); i >= 0; i = shorter[i]) {
            String prefix = paths[i];
            if (sought.startsWith(prefix)
                    && (sought.length() == prefix.length() || sought.charAt(prefix.length()) == '/')) {
                return apis[i];
            }
        }
        return null;
    }

    /* The first one if all are after it: none of them is a prefix then. */
    private int lastNotAfter(String sought) {
        int low = 0;
        int high = paths.length - 1;
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (paths[middle].compareTo(sought) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    private static final class ByPath implements Comparator<ApiTarget> {

        @Override
        public int compare(ApiTarget one, ApiTarget other) {
            return one.api().baseUrl().path().compareTo(other.api().baseUrl().path());
        }
    }
}
