package app.quotawatch.server.batch;

import java.util.Comparator;

/** Identifies an endpoint of a series. */
record EndpointKey(String method, String path) implements Comparable<EndpointKey> {

    /** Stands for all endpoints beyond the number that is kept apart. No event has this method. */
    static final EndpointKey OTHERS = new EndpointKey("", "(others)");

    private static final Comparator<EndpointKey> ORDER = Comparator.comparing(EndpointKey::path)
            .thenComparing(EndpointKey::method);

    @Override
    public int compareTo(EndpointKey other) {
        return ORDER.compare(this, other);
    }

    /** Returns about how many bytes of the heap an entry with this key costs. */
    int weight() {
        return 200 + 2 * (method.length() + path.length());
    }
}
