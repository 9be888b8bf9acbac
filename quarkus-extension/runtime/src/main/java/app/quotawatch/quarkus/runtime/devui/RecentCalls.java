package app.quotawatch.quarkus.runtime.devui;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import app.quotawatch.ApiCall;
import app.quotawatch.CallListener;
import app.quotawatch.event.CallFailed;

/** The latest calls, for display on the page. */
final class RecentCalls implements CallListener {

    private static final int KEPT = 50;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Map<String, @Nullable Object>> calls = new ArrayDeque<>(KEPT);

    @Override
    public void onCall(ApiCall call) {
        add(json(call.timestamp(), call.api(), call.method(), call.endpoint(), call.status(),
                call.latency().toMillis()));
    }

    @Override
    public void onFailure(CallFailed call) {
        String kind = call.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        Object millis = call.duration().<Object>map(duration -> duration.toMillis()).orElse(null);
        add(json(call.timestamp(), call.api(), call.method(), call.endpoint(), kind, millis));
    }

    private static Map<String, @Nullable Object> json(Object time, String api, String method, String endpoint,
            Object status, @Nullable Object millis) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("time", time.toString());
        json.put("api", api);
        json.put("method", method);
        json.put("endpoint", endpoint);
        json.put("status", status);
        json.put("millis", millis);
        return json;
    }

    private void add(Map<String, @Nullable Object> call) {
        lock.lock();
        try {
            if (calls.size() == KEPT) {
                calls.removeFirst();
            }
            calls.addLast(call);
        } finally {
            lock.unlock();
        }
    }

    List<Map<String, @Nullable Object>> newestFirst() {
        lock.lock();
        try {
            List<Map<String, @Nullable Object>> copy = new ArrayList<>(calls);
            Collections.reverse(copy);
            return copy;
        } finally {
            lock.unlock();
        }
    }
}
