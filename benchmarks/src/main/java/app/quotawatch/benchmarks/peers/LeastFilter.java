package app.quotawatch.benchmarks.peers;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;

/**
 * The floor: the work that counting quotas from the headers of every response always takes. It knows one API, whose responses always
 * have the headers of the first one, and reads only OpenAI's notation. It compares every name, since another header may be there;
 * checks that no value identifies anybody; reads limit, remaining and reset of two windows; keeps an event; and changes the windows
 * under a lock. An application could not use it: it supports no other API, notation or order of headers, no redirected or abandoned
 * calls, no responses that overtake each other, no partitions and no thresholds, and threads wait for the lock.
 */
public final class LeastFilter implements ClientRequestFilter, ClientResponseFilter {

    private static final String PROPERTY = "least.call";
    private static final String SCHEME = "https";
    private static final String AUTHORITY = "api0.example.com";
    private static final String PATH = "/v1";
    private static final String MARKER = "x-ratelimit-";
    private static final int VALUES_OF_A_WINDOW = 3;
    private static final int CAPACITY = 500;
    private static final long SECOND = 1_000_000_000;

    private final AtomicBoolean lock = new AtomicBoolean();
    private final Event[] events = new Event[CAPACITY];
    private final long[] remaining = new long[2];
    private final long[] limits = new long[2];
    private final long[] resets = new long[2];
    private final long wallNanos = System.currentTimeMillis() * 1_000_000 - System.nanoTime();
    private String[] names = {};
    private boolean[] kept = {};
    private int keptCount;
    private int recorded;

    @Override
    public void filter(ClientRequestContext request) {
        URI uri = request.getUri();
        String path = uri.getRawPath();
        if (AUTHORITY.equals(uri.getRawAuthority()) && SCHEME.equals(uri.getScheme()) && path.startsWith(PATH)) {
            request.setProperty(PROPERTY, new Call(request.getMethod(), path, System.nanoTime()));
        }
    }

    @Override
    public void filter(ClientRequestContext request, ClientResponseContext response) {
        if (!(request.getProperty(PROPERTY) instanceof Call call)) {
            return;
        }
        long now = System.nanoTime();
        Map<String, List<String>> headers = response.getHeaders();
        if (names.length == 0) {
            learn(headers);
        }
        String[] values = values(headers);
        Event event = new Event(call, response.getStatus(), now - call.start, wallNanos + call.start, values);
        while (!lock.compareAndSet(false, true)) {
            Thread.onSpinWait();
        }
        events[recorded++ % CAPACITY] = event;
        for (int i = 0; i < values.length / VALUES_OF_A_WINDOW; i++) {
            take(i, values, now);
        }
        lock.set(false);
    }

    private void learn(Map<String, List<String>> headers) {
        names = headers.keySet().toArray(String[]::new);
        kept = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            kept[i] = names[i].startsWith(MARKER);
            keptCount += kept[i] ? 1 : 0;
        }
    }

    private String[] values(Map<String, List<String>> headers) {
        String[] values = new String[keptCount];
        int at = 0;
        int found = 0;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            if (!names[at].equals(header.getKey())) {
                throw new IllegalStateException("another header: " + header.getKey());
            }
            if (kept[at++]) {
                String value = header.getValue().get(0);
                if (!isPlain(value)) {
                    throw new IllegalStateException("another notation");
                }
                values[found++] = value;
            }
        }
        return values;
    }

    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'z') && c != '.') {
                return false;
            }
        }
        return true;
    }

    /* The names are in alphabetical order: those of the limits, of what remains, of the resets. */
    private void take(int window, String[] values, long now) {
        long limit = number(values[window]);
        long left = number(values[window + 2]);
        long reset = now + nanos(values[window + 4]);
        boolean same = limits[window] == limit && Math.abs(resets[window] - reset) < 2 * SECOND;
        limits[window] = limit;
        resets[window] = reset;
        remaining[window] = same ? Math.min(remaining[window], left) : left;
    }

    private static long number(String text) {
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    /* 17ms, 1.2s, 6m0s */
    private static long nanos(String text) {
        double total = 0;
        double number = 0;
        double scale = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                scale = 1;
            } else if (c <= '9') {
                number = number * 10 + c - '0';
                scale *= 10;
            } else {
                boolean millis = c == 'm' && i + 1 < text.length() && text.charAt(i + 1) == 's';
                total += (scale == 0 ? number : number / scale) * (millis ? 1e6 : c == 'm' ? 60e9 : 1e9);
                number = 0;
                scale = 0;
                i += millis ? 1 : 0;
            }
        }
        return (long) total;
    }

    /** Returns how many calls were recorded. */
    public int recorded() {
        return recorded;
    }

    private record Call(String method, String path, long start) {}

    private record Event(Call call, int status, long latencyNanos, long sentNanos, String[] values) {}
}
