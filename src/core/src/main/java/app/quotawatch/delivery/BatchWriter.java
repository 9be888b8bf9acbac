package app.quotawatch.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import app.quotawatch.ApiCall;
import app.quotawatch.json.JsonBytes;

/**
 * Writes the body of a request in the ingest's format, event by event, so that it never becomes larger than a request may be.
 * Used by one thread at a time, the one that delivers.
 */
final class BatchWriter {

    /** The most bytes in a request; an ingest rejects more than 1 MiB. */
    static final int MAX_BYTES = 1_000_000;

    private static final byte[] API = ascii("{\"api\":");
    private static final byte[] ENDPOINT = ascii(",\"endpoint\":");
    private static final byte[] METHOD = ascii(",\"method\":");
    private static final byte[] STATUS = ascii(",\"status\":");
    private static final byte[] LATENCY = ascii(",\"latencyMs\":");
    private static final byte[] TIMESTAMP = ascii(",\"timestamp\":");
    private static final byte[] ENVIRONMENT = ascii(",\"environment\":");
    private static final byte[] HIT_429 = ascii(",\"hit429\":true");
    private static final byte[] NOT_HIT_429 = ascii(",\"hit429\":false");
    private static final byte[] HEADERS = ascii(",\"rateLimitHeaders\":{");
    private static final byte[] END_OF_EVENT = ascii("}}");
    private static final byte[] END = ascii("]}");

    private final JsonBytes json = new JsonBytes();
    private final byte[] start;
    private final String environment;
    private boolean empty;
    private String rejectedSize = "";

    BatchWriter(String apiKey, String environment) {
        this.environment = environment;
        start = json.raw(ascii("{\"projectApiKey\":")).string(apiKey).raw(ascii(",\"events\":[")).toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Begins a request without events. */
    void begin() {
        json.clear();
        json.raw(start);
        empty = true;
    }

    /**
     * Adds an event, unless the request would become too large. What it throws concerns this event alone. In both cases the
     * request remains as it was before.
     */
    boolean add(ApiCall event) {
        int before = json.length();
        boolean added = false;
        try {
            added = fits(event);
        } finally {
            if (added) {
                empty = false;
            } else {
                json.truncate(before);
            }
        }
        return added;
    }

    private boolean fits(ApiCall event) {
        // each character becomes one byte or more: a text that cannot fit is not written, nor is the buffer made larger for it
        long chars = chars(event);
        if (chars > MAX_BYTES) {
            rejectedSize = "at least " + chars + " bytes";
            return false;
        }
        int before = json.length();
        if (!empty) {
            json.raw(',');
        }
        write(event);
        if (json.length() + END.length <= MAX_BYTES) {
            return true;
        }
        rejectedSize = json.length() - before + " bytes";
        return false;
    }

    /** Returns how large the event is that did not fit, for people to read. */
    String rejectedSize() {
        return rejectedSize;
    }

    /** Completes the request and returns it. */
    byte[] end() {
        json.raw(END);
        return json.toByteArray();
    }

    private static long chars(ApiCall event) {
        return (long) event.api().length() + event.endpoint().length() + event.method().length()
                + event.environment().orElse("").length();
    }

    private void write(ApiCall event) {
        json.raw(API).string(event.api())
                .raw(ENDPOINT).string(event.endpoint())
                .raw(METHOD).string(event.method())
                .raw(STATUS).number(event.status())
                .raw(LATENCY).number(event.latency().toMillis())
                .raw(TIMESTAMP).timestamp(event.timestamp())
                .raw(ENVIRONMENT).string(event.environment().orElse(environment))
                .raw(event.hit429() ? HIT_429 : NOT_HIT_429)
                .raw(HEADERS);
        boolean first = true;
        for (Map.Entry<String, String> header : event.rateLimitHeaders().entrySet()) {
            if (!first) {
                json.raw(',');
            }
            first = false;
            json.string(header.getKey()).raw(':').string(header.getValue());
        }
        json.raw(END_OF_EVENT);
    }
}
