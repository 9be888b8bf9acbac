package app.quotawatch.observe;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.quotawatch.Partition;
import app.quotawatch.headers.HeaderValue;
import app.quotawatch.privacy.PartitionLabel;

/** Names the partition of each call of one API that has partitions. Nothing else of a call's headers is kept. Thread-safe. */
final class CallPartitions {

    private final Partition.Kind kind;
    private final String header;
    private final @Nullable Credentials credentials;

    private CallPartitions(Partition by, @Nullable SipHash fleet) {
        kind = by.kind();
        header = by.header().orElse("");
        credentials = kind == Partition.Kind.CREDENTIAL ? new Credentials(fleet) : null;
    }

    /**
     * Returns null if nothing distinguishes the calls.
     *
     * @param fleet the hash that the replicas of a fleet have in common; null if the API is not shared
     */
    static @Nullable CallPartitions of(Partition by, @Nullable SipHash fleet) {
        return by.kind() == Partition.Kind.NONE ? null : new CallPartitions(by, fleet);
    }

    boolean isByRequestHeaders() {
        return kind == Partition.Kind.CREDENTIAL || kind == Partition.Kind.HEADER;
    }

    boolean isByEndpoint() {
        return kind == Partition.Kind.ENDPOINT;
    }

    /** Returns the partition of a call with these request headers, or null if they do not name it. */
    @Nullable
    String ofRequest(@Nullable Map<String, ? extends @Nullable Object> headers, long now) {
        if (headers == null) {
            return null;
        }
        if (credentials != null) {
            return credentials.labelOf(headers, now);
        }
        return kind == Partition.Kind.HEADER ? PartitionLabel.of(value(headers)) : null;
    }

    /** Returns the partition of a call with these response headers, or null if they do not name it. */
    @Nullable
    String ofResponse(@Nullable Map<String, ? extends @Nullable Object> headers) {
        return headers == null || kind != Partition.Kind.RESPONSE_HEADER ? null : PartitionLabel.of(value(headers));
    }

    private @Nullable String value(Map<String, ? extends @Nullable Object> headers) {
        for (Map.Entry<String, ? extends @Nullable Object> each : headers.entrySet()) {
            if (header.equalsIgnoreCase(each.getKey())) {
                return HeaderValue.first(each.getValue());
            }
        }
        return null;
    }
}
