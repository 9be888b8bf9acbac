package app.quotawatch.clients.okhttp;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

import okhttp3.Call;

/** The observed calls of a client that have begun and not ended. Thread-safe. */
final class CallsInProgress {

    /*
     * A map would need an entry for each call, and the identity hash of its Call, which the JVM has to make for each anew: together a
     * tenth of what observing a call costs. So a call takes one of a few places that belong to its thread, where it is also looked
     * for, as an interceptor of the network runs on the thread of the one of the application. If an interceptor between the two
     * changes the thread, the other places are looked at; and the map, if a thread had no place left.
     */
    private static final int GROUPS = 8;
    private static final int GROUP = 8;
    private static final int ALL = GROUPS * GROUP;

    private final AtomicReferenceArray<@Nullable ObservedRequests> places = new AtomicReferenceArray<>(ALL);
    private final ConcurrentMap<Call, ObservedRequests> others = new ConcurrentHashMap<>();

    private static int first() {
        return ((int) Thread.currentThread().getId() & GROUPS - 1) * GROUP;
    }

    /** Adds a call, unless this thread has added its Call before. Returns whether it did. */
    boolean add(ObservedRequests requests) {
        int first = first();
        if (findIn(first, first + GROUP, requests.call()) != null) {
            return false;
        }
        for (int i = first; i < first + GROUP; i++) {
            if (places.getPlain(i) == null && places.compareAndSet(i, null, requests)) {
                requests.place = i;
                return true;
            }
        }
        return others.putIfAbsent(requests.call(), requests) == null;
    }

    /** Returns what was added for this Call, or null. */
    @Nullable
    ObservedRequests find(Call call) {
        int first = first();
        ObservedRequests found = findIn(first, first + ALL, call);
        return found != null || others.isEmpty() ? found : others.get(call);
    }

    private @Nullable ObservedRequests findIn(int first, int end, Call call) {
        for (int i = first; i < end; i++) {
            ObservedRequests requests = places.get(i & ALL - 1);
            if (requests != null && requests.call() == call) {
                return requests;
            }
        }
        return null;
    }

    /** Removes a call that was added. */
    void remove(ObservedRequests requests) {
        if (requests.place == ObservedRequests.NO_PLACE) {
            others.remove(requests.call(), requests);
        } else {
            places.set(requests.place, null);
        }
    }

    int size() {
        int size = others.size();
        for (int i = 0; i < ALL; i++) {
            size += places.get(i) == null ? 0 : 1;
        }
        return size;
    }
}
