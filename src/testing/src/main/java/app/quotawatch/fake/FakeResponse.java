package app.quotawatch.fake;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a connection does about a request.
 *
 * @param reply what it writes, or null: then the kind is {@code RESET} or {@code TIMEOUT}
 * @param delay how long it waits before it writes
 */
record FakeResponse(FakeOutcome.Kind kind, @Nullable Reply reply, Duration delay) {

    static FakeResponse of(Reply reply, Duration delay) {
        return new FakeResponse(FakeOutcome.Kind.REGULAR, reply, delay);
    }

    static FakeResponse without(FakeOutcome.Kind kind) {
        return new FakeResponse(kind, null, Duration.ZERO);
    }
}
